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
import java.sql.SQLException;

/** Holds keys that are good to the limits of their tiers. A tier without limits costs nothing. */
@Singleton
public class LimitCheck {
    private final SettingsSnapshot settings;
    private final Allowances allowances;

    @Inject
    public LimitCheck(SettingsSnapshot settings, Allowances allowances) {
        this.settings = settings;
        this.allowances = allowances;
    }

    /** To be asked last: whoever is refused for anything else uses up nothing. */
    Verdict check(Admitted admitted, RequestFacts request, Asker asker) throws SQLException {
        VerifiedKey key = admitted.key();
        String tier = key.tier();
        TierSettings tiers = settings.current().tierSettings();
        TierSettings.Limits limits = tiers.of(tier);
        if (tier == null || limits == null) {
            return admitted;
        }
        Holder holder = new Holder(tiers.holder() == LimitHolder.KEY ? key.lineage() : key.accountId(), tier);
        Allowance allowance = allowances.take(holder, limits, !revokes(request, asker));
        return allowance.exceeded() == null
                ? new Admitted(key, allowance)
                : new Refused(Reason.LIMIT_EXCEEDED, key, null, allowance);
    }

    /** A thief who uses up all that an account may ask for must not keep it from revoking the key that was stolen. */
    private static boolean revokes(RequestFacts request, Asker asker) {
        String path = request.path();
        return asker == Asker.DOOR
                && request.method().equals("DELETE")
                && (path.startsWith("/v1/api-keys/") || path.startsWith("/v1/accounts/"));
    }
}
