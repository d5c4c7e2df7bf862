package io.chatelaine.verification;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestKeys;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.usage.RequestCounts;
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

    @Inject
    public Gate(SettingsSnapshot settings, KnownFormats formats, KeyLookup lookup, RequestCounts counts) {
        this.settings = settings;
        this.formats = formats;
        this.lookup = lookup;
        this.counts = counts;
    }

    /**
     * Judges a credential; to be called once for a request.
     *
     * @param credential what the client sent, any text at all
     * @param request that it came with, or that a gateway asks about
     * @param client that sent that request
     */
    public Verdict admit(String credential, RequestFacts request, Client client) {
        Verdict verdict = judge(credential);
        if (verdict instanceof Refused refused) {
            counts.refused(refused.reason().word());
        } else {
            counts.admitted();
        }
        return verdict;
    }

    private Verdict judge(String credential) {
        try {
            PlaintextKey key = PlaintextKey.parse(credential, formats.all());
            if (key == null) {
                return new Refused(Reason.MALFORMED);
            }
            counts.lookedUp();
            return judge(key.hash());
        } catch (SQLException e) {
            LOG.log(Level.ERROR, "No key can be verified, the database does not answer: {0}", e.getMessage());
            return new Refused(Reason.UNAVAILABLE);
        }
    }

    private Verdict judge(KeyHash hash) throws SQLException {
        KeyLookup.Row row = lookup.find(hash);
        Verdict verdict = judge(row);
        if (row != null && row.firstUseAwaited() && verdict instanceof Admitted) {
            // Where somebody was quicker, the key is used or void by now, and its row says which.
            return lookup.firstUse(row.key().keyId()) ? verdict : judge(lookup.find(hash));
        }
        return verdict;
    }

    private Verdict judge(KeyLookup.@Nullable Row row) {
        if (row == null) {
            return new Refused(Reason.UNKNOWN);
        }
        Reason refusal = row.refusal();
        if (refusal == null && isWrongEnvironment(row.key())) {
            refusal = Reason.WRONG_ENVIRONMENT;
        }
        return refusal == null ? new Admitted(row.key()) : new Refused(refusal, row.key(), null);
    }

    private boolean isWrongEnvironment(VerifiedKey key) {
        return key.environment() == Environment.TEST && settings.current().testKeys() == TestKeys.REJECT;
    }
}
