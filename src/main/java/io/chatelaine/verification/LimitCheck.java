package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.LimitPartition;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TierSettings;
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

/** Holds keys that are good to the limits of their tiers. A tier without limits costs nothing. */
@Singleton
public class LimitCheck {
    private static final System.Logger LOG = System.getLogger(LimitCheck.class.getName());

    /** So many tiers are logged, each once. */
    private static final int MOST_TOLD = 100;

    private final SettingsSnapshot settings;
    private final RateLimiter limiter;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Inject
    public LimitCheck(SettingsSnapshot settings, RateLimiter limiter) {
        this.settings = settings;
        this.limiter = limiter;
    }

    /** To be asked last: whoever is refused for anything else uses up nothing. */
    VerificationResult check(Accepted accepted, RequestFacts request) throws SQLException {
        VerifiedKey key = accepted.key();
        String tier = key.tier();
        TierSettings tiers = settings.current().tierSettings();
        TierSettings.Limits limits = tiers.of(tier);
        if (tier == null || limits == null) {
            return tier == null || settings.current().tiers().contains(tier) ? accepted : unnamed(key, tier);
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

    /** Nobody says what such a key may ask for, so that it is not known if it may ask at all. */
    private VerificationResult unnamed(VerifiedKey key, String tier) {
        if (told.size() < MOST_TOLD && told.add(tier)) {
            LOG.log(
                    Level.ERROR,
                    "Keys of the tier {0}, for example {1}, are refused with 503: chatelaine.tiers does not name it",
                    tier,
                    key.keyId());
        }
        return new Refused(RefusalReason.UNAVAILABLE);
    }

    /** A database that does not say how much is left refuses no request that a limit cannot refuse. */
    private @Nullable LimitStatus count(LimitSubject subject, TierSettings.Limits limits) {
        try {
            return limiter.take(subject, limits, false);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A request that no limit refuses is not counted: {0}", e.getMessage());
            return null;
        }
    }

    /** A thief who uses up all that an account may ask for must not keep its owner from taking the stolen key away. */
    private static boolean isWaived(VerifiedKey key, Purpose purpose) {
        return switch (purpose) {
            case WITHDRAWAL -> true;
            case ADMINISTRATION -> key.scopes().holdAdmin();
            case APPLICATION -> false;
        };
    }
}
