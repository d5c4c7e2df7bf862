package io.chatelaine.verification;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestKeys;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Is this credential good, now? The one place that says so, for every caller. It fails closed: whatever cannot be found
 * out is a refusal.
 */
@Singleton
public class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final SettingsSnapshot settings;
    private final KnownFormats formats;
    private final KeyLookup lookup;
    private final RequestCounts counts;
    private final UsageRecorder usage;

    @Inject
    public Gate(
            SettingsSnapshot settings,
            KnownFormats formats,
            KeyLookup lookup,
            RequestCounts counts,
            UsageRecorder usage) {
        this.settings = settings;
        this.formats = formats;
        this.lookup = lookup;
        this.counts = counts;
        this.usage = usage;
    }

    /**
     * Judges a credential; to be called once for a request.
     *
     * @param credential what the client sent, any text at all
     * @param request that it came with, or that a gateway asks about
     * @param client that sent that request
     */
    public Verdict admit(String credential, RequestFacts request, Client client, Asker asker) {
        Verdict verdict = judge(credential, asker);
        count(verdict, client);
        return verdict;
    }

    private void count(Verdict verdict, Client client) {
        if (verdict instanceof Admitted admitted) {
            counts.admitted();
            usage.accepted(admitted.key().keyId(), client.address(), client.userAgent());
        } else if (verdict instanceof Refused refused) {
            counts.refused(refused.reason().word());
            if (refused.key() != null) {
                usage.refused(refused.key().keyId(), refused.reason().outcome());
            }
        }
    }

    private Verdict judge(String credential, Asker asker) {
        try {
            PlaintextKey key = PlaintextKey.parse(credential, formats.all());
            if (key == null) {
                return new Refused(Reason.MALFORMED);
            }
            counts.lookedUp();
            return judge(key.hash(), asker);
        } catch (SQLException e) {
            LOG.log(Level.ERROR, "No key can be verified, the database does not answer: {0}", e.getMessage());
            return new Refused(Reason.UNAVAILABLE);
        }
    }

    private Verdict judge(KeyHash hash, Asker asker) throws SQLException {
        KeyLookup.Row row = lookup.find(hash);
        Verdict verdict = judge(row, asker);
        if (row != null && row.firstUseAwaited() && verdict instanceof Admitted) {
            // Where somebody was quicker, the key is used or void by now, and its row says which.
            return lookup.firstUse(row.key().keyId()) ? verdict : judge(lookup.find(hash), asker);
        }
        return verdict;
    }

    private Verdict judge(KeyLookup.@Nullable Row row, Asker asker) {
        if (row == null) {
            return new Refused(Reason.UNKNOWN);
        }
        Reason refusal = row.refusal();
        if (refusal == null) {
            refusal = wrongEnvironment(row.key(), asker);
        }
        return refusal == null ? new Admitted(row.key()) : new Refused(refusal, row.key(), null);
    }

    private @Nullable Reason wrongEnvironment(VerifiedKey key, Asker asker) {
        TestKeys policy = settings.current().testKeys();
        boolean fits = key.environment() == Environment.LIVE
                || policy == TestKeys.ACCEPT
                || (policy == TestKeys.ROLLBACK && asker == Asker.GATEWAY);
        return fits ? null : Reason.WRONG_ENVIRONMENT;
    }
}
