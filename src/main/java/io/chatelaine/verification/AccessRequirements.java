package io.chatelaine.verification;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.verification.VerificationResult.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The requirements that a caller has for a key that is valid.
 *
 * @param scopes the scopes that the key must have, all of them
 * @param account the slug of the account that the key must belong to; null if any account is accepted
 * @param anyEnvironment whether a test key is accepted although its changes must not be persisted
 */
public record AccessRequirements(Scopes scopes, @Nullable String account, boolean anyEnvironment) {
    /** Returns why a valid key is refused; null if it meets all requirements. The account is checked before scopes. */
    public @Nullable Refused refusal(VerifiedKey key, Settings settings) {
        if (key.environment() == Environment.TEST && settings.testKeys() == TestKeyPolicy.ROLLBACK && !anyEnvironment) {
            return new Refused(
                    RefusalReason.WRONG_ENVIRONMENT, key, key.environment().text());
        }
        if (account != null && !account.equals(key.accountSlug())) {
            return new Refused(RefusalReason.OTHER_ACCOUNT, key, account);
        }
        return key.scopes().include(scopes.list())
                ? null
                : new Refused(RefusalReason.INSUFFICIENT_SCOPE, key, scopes.text());
    }
}
