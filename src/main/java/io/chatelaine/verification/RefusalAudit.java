package io.chatelaine.verification;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;
import io.chatelaine.audit.RefusedRequest;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.key.KeyDetector;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells the audit which requests of known keys were refused, in words that hold no key. */
@Singleton
public class RefusalAudit {
    private static final String LEFT_OUT = "(left out: it may hold a key)";

    private final SettingsSnapshot settings;
    private final RefusalBuffer buffer;

    @Inject
    public RefusalAudit(SettingsSnapshot settings, RefusalBuffer buffer) {
        this.settings = settings;
        this.buffer = buffer;
    }

    /** @param value that the reason is about, any text at all; null where it is about none */
    public void record(
            VerifiedKey key, RefusalReason reason, @Nullable String value, RequestFacts request, Client client) {
        buffer.record(new RefusedRequest(
                key.keyId(),
                key.accountId(),
                reason.word(),
                value == null ? null : clean(value),
                clean(request.method() + ' ' + request.path()),
                client.address(),
                client.requestId()));
    }

    /** Writes what is not in the audit yet. */
    public void flushRest() {
        buffer.flush(true);
    }

    private String clean(String text) {
        if (KeyDetector.mightContainKey(text, settings.current().credentials().keyPrefix())) {
            return LEFT_OUT;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isShown(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
