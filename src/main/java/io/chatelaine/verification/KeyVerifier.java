package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Verifier of credentials, for every caller. It fails closed: it refuses a credential if a fact is unreadable. */
@Singleton
public class KeyVerifier {
    private static final ThrottledLog LOG = new ThrottledLog(KeyVerifier.class);

    private final SettingsSnapshot settings;
    private final KnownFormats formats;
    private final KeyLookup lookup;
    private final LimitCheck limits;
    private final VerificationRecorder recorder;

    private record Asked(RequestFacts request, Client client) {}

    @Inject
    public KeyVerifier(
            SettingsSnapshot settings,
            KnownFormats formats,
            KeyLookup lookup,
            LimitCheck limits,
            VerificationRecorder recorder) {
        this.settings = settings;
        this.formats = formats;
        this.lookup = lookup;
        this.limits = limits;
        this.recorder = recorder;
    }

    /**
     * Verifies a credential, counts the result and records a refusal. Call it once per request.
     *
     * @param credential the text that the client sent, unchecked
     * @param request the request with the credential, or the request that a gateway asks about
     * @param client the sender of that request
     */
    public VerificationResult verify(String credential, RequestFacts request, Client client) {
        VerificationResult result = check(credential, new Asked(request, client));
        recorder.record(result, request, client);
        return result;
    }

    private VerificationResult check(String credential, Asked asked) {
        try {
            PlaintextKey key = PlaintextKey.parse(credential, formats.all());
            if (key == null) {
                return new Refused(RefusalReason.MALFORMED);
            }
            recorder.recordLookup();
            VerificationResult result = check(key.hash(), asked);
            return result instanceof Accepted accepted ? limits.check(accepted, asked.request()) : result;
        } catch (SQLException e) {
            LOG.log(
                    Level.ERROR,
                    e.getClass().getName(),
                    "No key can be verified: the database does not respond: " + e.getMessage());
            return new Refused(RefusalReason.UNAVAILABLE);
        }
    }

    private VerificationResult check(KeyHash hash, Asked asked) throws SQLException {
        KeyLookup.Row row = find(hash);
        VerificationResult result = decide(row, asked);
        if (row != null && row.firstUseAwaited() && result instanceof Accepted) {
            // If another request was first, the row now shows whether the key is used or void.
            return lookup.firstUse(row.key().keyId()) ? result : decide(find(hash), asked);
        }
        return result;
    }

    /** Finds the row of a key. A renamed tier has its current name. */
    private KeyLookup.@Nullable Row find(KeyHash hash) throws SQLException {
        KeyLookup.Row row = lookup.find(hash);
        return row == null
                ? null
                : row.ofTier(settings.current().tierSettings().current(row.key().tier()));
    }

    private VerificationResult decide(KeyLookup.@Nullable Row row, Asked asked) {
        if (row == null) {
            return new Refused(RefusalReason.UNKNOWN);
        }
        if (row.refusal() != null) {
            return new Refused(row.refusal(), row.key(), row.value());
        }
        return isOfRightEnvironment(row.key())
                ? restricted(row.key(), asked)
                : new Refused(
                        RefusalReason.WRONG_ENVIRONMENT,
                        row.key(),
                        row.key().environment().text());
    }

    private static VerificationResult restricted(VerifiedKey key, Asked asked) {
        Restrictions restrictions = key.restrictions();
        RequestFacts request = asked.request();
        if (!restrictions.allowAddress(asked.client().address())) {
            return new Refused(
                    RefusalReason.RESTRICTED_ADDRESS, key, asked.client().address());
        }
        if (!restrictions.allowReferrer(asked.client().referrer())) {
            return new Refused(
                    RefusalReason.RESTRICTED_REFERRER, key, asked.client().referrer());
        }
        if (!restrictions.allowEndpoint(request.method(), request.path(), request.raw())) {
            return new Refused(RefusalReason.RESTRICTED_ENDPOINT, key, request.method() + ' ' + request.raw());
        }
        return new Accepted(key);
    }

    private boolean isOfRightEnvironment(VerifiedKey key) {
        return key.environment() == Environment.LIVE || settings.current().testKeys() != TestKeyPolicy.REJECT;
    }
}
