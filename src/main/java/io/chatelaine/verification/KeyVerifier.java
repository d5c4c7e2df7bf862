package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.verification.KeyLookup.Found;
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

    private final KnownFormats formats;
    private final KeyLookup lookup;
    private final LimitCheck limits;
    private final VerificationRecorder recorder;

    @Inject
    public KeyVerifier(KnownFormats formats, KeyLookup lookup, LimitCheck limits, VerificationRecorder recorder) {
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
     */
    public VerificationResult verify(String credential, VerificationRequest request) {
        VerificationResult result = check(credential, request);
        recorder.record(result, request);
        return result;
    }

    private VerificationResult check(String credential, VerificationRequest request) {
        try {
            PlaintextKey key = PlaintextKey.parse(
                    credential, formats.all(request.settings().format()));
            if (key == null) {
                return new Refused(RefusalReason.MALFORMED);
            }
            recorder.recordLookup();
            VerificationResult result = check(key.hash(), request);
            return result instanceof Accepted accepted ? limits.check(accepted, request) : result;
        } catch (SQLException e) {
            LOG.log(
                    Level.ERROR,
                    e.getClass().getName(),
                    "No key can be verified: the database does not respond: " + e.getMessage());
            return new Refused(RefusalReason.UNAVAILABLE);
        }
    }

    private VerificationResult check(KeyHash hash, VerificationRequest request) throws SQLException {
        Found found = lookup.find(hash);
        VerificationResult result = decide(found, request);
        if (found != null && found.stored().firstUseAwaited() && result instanceof Accepted accepted) {
            // If another request was first, the row now shows whether the key is used or void.
            return lookup.firstUse(accepted.key().keyId()) ? result : decide(lookup.find(hash), request);
        }
        return result;
    }

    private static VerificationResult decide(@Nullable Found found, VerificationRequest request) {
        if (found == null) {
            return new Refused(RefusalReason.UNKNOWN);
        }
        Settings settings = request.settings();
        // A renamed tier has its current name.
        StoredKey stored = found.stored()
                .ofTier(settings.tierSettings().current(found.stored().key().tier()));
        Refused refusal = stored.refusal(found.now());
        if (refusal != null) {
            return refusal;
        }
        VerifiedKey key = stored.key();
        return isOfRightEnvironment(key, settings)
                ? restricted(key, request)
                : new Refused(
                        RefusalReason.WRONG_ENVIRONMENT, key, key.environment().text());
    }

    private static VerificationResult restricted(VerifiedKey key, VerificationRequest request) {
        Restrictions restrictions = key.restrictions();
        if (!restrictions.allowAddress(request.address())) {
            return new Refused(RefusalReason.RESTRICTED_ADDRESS, key, request.address());
        }
        if (!restrictions.allowReferrer(request.referrer())) {
            return new Refused(RefusalReason.RESTRICTED_REFERRER, key, request.referrer());
        }
        if (!restrictions.allowEndpoint(request.method(), request.path(), request.rawPath())) {
            return new Refused(RefusalReason.RESTRICTED_ENDPOINT, key, request.method() + ' ' + request.rawPath());
        }
        return new Accepted(key);
    }

    private static boolean isOfRightEnvironment(VerifiedKey key, Settings settings) {
        return key.environment() == Environment.LIVE || settings.testKeys() != TestKeyPolicy.REJECT;
    }
}
