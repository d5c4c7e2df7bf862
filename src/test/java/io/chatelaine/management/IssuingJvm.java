package io.chatelaine.management;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Program that issues keys and revokes every second one until it is killed. It prints a line for each acknowledged
 * change, after the commit has returned.
 */
final class IssuingJvm {
    private static final int THREADS = 3;
    private static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, true);
    private static final NewKey ASKED = new NewKey("Load", Environment.LIVE, null, new Scopes(List.of()), null);

    private final PlainJvm jvm;
    private final Caller caller;
    /** Unbuffered: each write is one system call, so that a line is complete or absent. */
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private IssuingJvm(PlainJvm jvm) {
        this.jvm = jvm;
        jvm.caller("key_load", "keys:write", Environment.LIVE);
        this.caller = new Caller(
                jvm.defaultAccount(),
                Environment.LIVE,
                new Scopes(List.of(Scope.KEYS_WRITE)),
                null,
                Restrictions.NONE,
                TestSettings.of(),
                new AuditContext(Actor.key("key_load"), "127.0.0.1", "req_load"));
    }

    /** @param args the URL of the database */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            thrown.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        IssuingJvm program = new IssuingJvm(new PlainJvm(args[0]));
        for (int i = 0; i < THREADS; i++) {
            new Thread(program::work).start();
        }
    }

    private void work() {
        for (int i = 0; ; i++) {
            IssuedKey issued = jvm.call(wiring -> wiring.issue().issue(ASKED, FORMAT, caller));
            String id = issued.key().id();
            say("issued " + id + ' '
                    + HexFormat.of().formatHex(issued.plaintext().hash().bytes()));
            if (i % 2 == 0) {
                RevokedKey revoked = jvm.call(wiring -> wiring.revocation().revoke(id, false, null, caller));
                say("revoked " + id + ' ' + DatabaseTime.of(revoked.revokedAt()));
            }
        }
    }

    private void say(String line) {
        try {
            out.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the reader has closed the stream", e);
        }
    }
}
