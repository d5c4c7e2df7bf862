package io.chatelaine.management;

import io.chatelaine.change.DatabaseClock;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What can be done with keys. Holds no transaction itself: it checks, calls one, and answers when that has committed. */
@Singleton
public class KeyManagement {
    private final SettingsSnapshot settings;
    private final KeyTransactions transactions;
    private final KeyQueries queries;
    private final DatabaseClock clock;

    @Inject
    public KeyManagement(
            SettingsSnapshot settings, KeyTransactions transactions, KeyQueries queries, DatabaseClock clock) {
        this.settings = settings;
        this.transactions = transactions;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * Makes a key; the answer is the only one that holds it.
     *
     * @throws InvalidRequestException for what cannot be
     * @throws MissingScopeException for scopes that the caller has not itself
     * @throws BeyondCallerException for an environment that is not the caller's to give
     */
    public IssuedKey issue(KeyRequest asked, Caller caller) {
        Settings current = settings.current();
        NewKey key = new KeyRequestCheck(current, clock.now()).check(asked, caller);
        return transactions.issue(key, current.format(), caller);
    }

    /** Keys of the caller's account, newest first. */
    public KeyPage list(KeyFilter filter, Caller caller) {
        return queries.list(filter, caller);
    }

    /**
     * One key of the caller's account, and the time that its state holds for.
     *
     * @throws NoSuchKeyException where there is none for this caller
     */
    public FoundKey find(String keyId, Caller caller) {
        return new FoundKey(queries.require(keyId, caller), clock.now());
    }

    /**
     * Revokes a key for good. Once this has returned, no node lets the key in: each asks the database on every request.
     *
     * @throws NoSuchKeyException where there is none for this caller
     * @throws LastAdminKeyException where nobody could administer the server any more
     */
    public RevokedKey revoke(String keyId, Caller caller) {
        return transactions.revoke(keyId, caller);
    }
}
