package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TierSettings;
import io.chatelaine.config.TierSettings.LimitPartition;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.LimitSubject;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Check of an accepted key against the limits of its tier. A tier without limits causes no work. */
@Singleton
public class LimitCheck {
    private static final System.Logger LOG = System.getLogger(LimitCheck.class.getName());

    /** The number of unknown tiers that are logged, each once. */
    private static final int MOST_LOGGED = 100;

    private final RateLimiter limiter;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    @Inject
    public LimitCheck(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /** Checks the limits. It is the last check, so that a request refused for another reason uses up no limit. */
    VerificationResult check(Accepted accepted, VerificationRequest request) throws SQLException {
        VerifiedKey key = accepted.key();
        String tier = key.tier();
        Settings settings = request.settings();
        TierSettings tiers = settings.tierSettings();
        TierSettings.Limits limits = tiers.of(tier);
        if (tier == null || limits == null) {
            return tier == null || settings.tiers().contains(tier) ? accepted : unnamed(key, tier);
        }
        LimitSubject subject =
                new LimitSubject(tiers.partition() == LimitPartition.KEY ? key.lineage() : key.accountId(), tier);
        if (isWaived(key, request.purpose())) {
            return new Accepted(key, count(subject, limits));
        }
        LimitStatus limit = limiter.take(subject, limits, true);
        return limit.exceeded() == null
                ? new Accepted(key, limit)
                : new Refused(RefusalReason.LIMIT_EXCEEDED, key, null, limit);
    }

    /** Refuses a key whose tier is not configured, because its limits are unknown. */
    private VerificationResult unnamed(VerifiedKey key, String tier) {
        if (logged.size() < MOST_LOGGED && logged.add(tier)) {
            LOG.log(
                    Level.ERROR,
                    "Keys of tier {0}, for example {1}, are refused with 503: add the tier to chatelaine.tiers",
                    tier,
                    key.keyId());
        }
        return new Refused(RefusalReason.UNAVAILABLE);
    }

    /** Counts a request that no limit refuses. Returns null, and refuses nothing, if the database fails. */
    private @Nullable LimitStatus count(LimitSubject subject, TierSettings.Limits limits) {
        try {
            return limiter.take(subject, limits, false);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A request that is exempt from limits was not counted: {0}", e.getMessage());
            return null;
        }
    }

    /** Exempts revocation and the like: a thief who uses up the limit must not stop the owner from revoking the key. */
    private static boolean isWaived(VerifiedKey key, Purpose purpose) {
        return switch (purpose) {
            case WITHDRAWAL -> true;
            case ADMINISTRATION -> key.scopes().holdAdmin();
            case APPLICATION -> false;
        };
    }
}
