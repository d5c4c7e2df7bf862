package io.chatelaine.verification;

import io.chatelaine.config.LimitHolder;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TierSettings;
import io.chatelaine.quota.Allowance;
import io.chatelaine.quota.Allowances;
import io.chatelaine.quota.Holder;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
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
    private final Allowances allowances;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Inject
    public LimitCheck(SettingsSnapshot settings, Allowances allowances) {
        this.settings = settings;
        this.allowances = allowances;
    }

    /** To be asked last: whoever is refused for anything else uses up nothing. */
    Verdict check(Admitted admitted, RequestFacts request) throws SQLException {
        VerifiedKey key = admitted.key();
        String tier = key.tier();
        TierSettings tiers = settings.current().tierSettings();
        TierSettings.Limits limits = tiers.of(tier);
        if (tier == null || limits == null) {
            return tier == null || settings.current().tiers().contains(tier) ? admitted : unnamed(key, tier);
        }
        Holder holder = new Holder(tiers.holder() == LimitHolder.KEY ? key.lineage() : key.accountId(), tier);
        if (isWaived(key, request.purpose())) {
            return new Admitted(key, count(holder, limits));
        }
        Allowance allowance = allowances.take(holder, limits, true);
        return allowance.exceeded() == null
                ? new Admitted(key, allowance)
                : new Refused(Reason.LIMIT_EXCEEDED, key, null, allowance);
    }

    /** Nobody says what such a key may ask for, so that it is not known if it may ask at all. */
    private Verdict unnamed(VerifiedKey key, String tier) {
        if (told.size() < MOST_TOLD && told.add(tier)) {
            LOG.log(
                    Level.ERROR,
                    "Keys of the tier {0}, for example {1}, are refused with 503: chatelaine.tiers does not name it",
                    tier,
                    key.keyId());
        }
        return new Refused(Reason.UNAVAILABLE);
    }

    /** A database that does not say how much is left refuses no request that a limit cannot refuse. */
    private @Nullable Allowance count(Holder holder, TierSettings.Limits limits) {
        try {
            return allowances.take(holder, limits, false);
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
