package io.chatelaine.config;

import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Immutable snapshot of all settings: complete and valid.
 *
 * @param credentials ways in which a request may carry a key
 * @param realm realm of the challenges
 * @param format format of new keys
 * @param testKeys treatment of test keys
 * @param gateways trust in gateways that call {@code /v1/authorize}
 * @param browsers rights of pages of other origins
 * @param protectedPaths paths of an embedding application that need a key
 * @param applicationScopes scopes of the application, without Chatelaine's own
 * @param defaultScopes scopes of a new key that asks for none
 * @param tiers tiers that a key may have, the default first
 * @param tierSettings limits and other settings of the tiers
 * @param wording texts of responses
 * @param rotationMaxAge age at which a key is due for rotation; empty for no such age
 * @param usageKeep time for which counts of the use of keys are kept; empty for ever
 * @param keepRefusals time for which the audit keeps refused requests; empty for ever
 * @param accounts bounds on the share of one account
 * @param maxConcurrentChanges number of changes of all accounts that run at once on each node, from 1 to 1,000
 * @param adminKeyFile file for the first admin key; needed once
 * @param reissueAdminKey whether this start issues another admin key
 * @param allowVolatile whether a database that loses keys is accepted
 * @param exitIfDatabaseClosed whether the process ends if its embedded database is closed and does not open again
 */
public record Settings(
        CredentialSettings credentials,
        String realm,
        KeyFormat format,
        TestKeyPolicy testKeys,
        GatewaySettings gateways,
        BrowserSettings browsers,
        ProtectedPaths protectedPaths,
        List<Scope> applicationScopes,
        Scopes defaultScopes,
        List<String> tiers,
        TierSettings tierSettings,
        Wording wording,
        Optional<Duration> rotationMaxAge,
        Optional<Duration> usageKeep,
        Optional<Duration> keepRefusals,
        AccountBounds accounts,
        int maxConcurrentChanges,
        Optional<Path> adminKeyFile,
        boolean reissueAdminKey,
        boolean allowVolatile,
        boolean exitIfDatabaseClosed) {

    /** Returns every scope that a key may have: Chatelaine's own and those of the application. */
    public List<Scope> scopes() {
        return allScopes(applicationScopes);
    }

    static List<Scope> allScopes(List<Scope> ofApplication) {
        List<Scope> all = new ArrayList<>(Scope.OWN);
        all.addAll(ofApplication);
        return all;
    }

    /**
     * Bounds on the share of one account.
     *
     * @param maxKeys number of keys that may be neither revoked nor expired; empty for no bound
     * @param maxConcurrentChanges number of changes that run at once on each node, from 1 to 1,000
     */
    public record AccountBounds(Optional<Integer> maxKeys, int maxConcurrentChanges) {}
}
