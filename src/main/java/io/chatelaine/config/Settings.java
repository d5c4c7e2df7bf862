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
 * All settings at one moment: complete, valid and immutable. A request reads it once.
 *
 * @param credentials how a key may travel
 * @param realm of the challenges
 * @param format that new keys are written in
 * @param testKeys what a test key may do
 * @param gateways what is believed of a gateway that asks
 * @param browsers what pages of other origins may do
 * @param protectedPaths which paths need a key where another application has taken the mechanism in
 * @param applicationScopes those that the administrator named beside Chatelaine's own
 * @param defaultScopes of a new key that does not ask for any
 * @param tiers that a key may have, the default first; empty where there are none
 * @param tierSettings what each of them means
 * @param wording of answers
 * @param rotationMaxAge the age at which a key is due for rotation; empty where none ever is
 * @param usageKeep how long counts of the use of keys are kept; empty where for ever
 * @param keepRefusals how long the audit keeps refused requests; empty if for ever
 * @param accounts how much one of them may take
 * @param adminKeyFile where the first key goes; needed once only
 * @param reissueAdminKey whether this start makes another admin key
 * @param allowVolatile whether a database that forgets is put up with
 * @param exitIfDatabaseClosed whether the process ends if its embedded database is closed for good
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
        Optional<Path> adminKeyFile,
        boolean reissueAdminKey,
        boolean allowVolatile,
        boolean exitIfDatabaseClosed) {

    /** Every scope that a key may have: Chatelaine's own and the application's. */
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
     * @param maxConcurrentChanges number of changes that run at once on each node, from 1 to 28
     */
    public record AccountBounds(Optional<Integer> maxKeys, int maxConcurrentChanges) {}
}
