package io.chatelaine.management;

import io.chatelaine.change.Lock;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Bound on the keys of an account that are neither revoked nor expired, checked inside a change. */
@Singleton
public class KeyCount {
    private final KeyShelves shelves;

    @Inject
    public KeyCount(KeyShelves shelves) {
        this.shelves = shelves;
    }

    /** Returns the locks for issuing a key: the account's if its keys are bounded. */
    Set<Lock> locks(Caller caller) {
        return caller.settings().accounts().maxKeys().isPresent() ? Set.of(Lock.ACCOUNT) : Set.of();
    }

    /** @throws ConflictException if the account has the maximum of keys */
    void requireRoom(Caller caller) {
        caller.settings().accounts().maxKeys().ifPresent(most -> {
            if (living(caller.accountId(), most) >= most) {
                throw ConflictException.tooManyKeys(most);
            }
        });
    }

    /** Counts active and disabled keys up to the bound, less the expired ones whose state does not show it yet. */
    private int living(String accountId, int most) {
        int ended = shelves.countEndsToNotice(accountId, most);
        int found = 0;
        for (Environment environment : Environment.values()) {
            for (KeyStatus state : List.of(KeyStatus.ACTIVE, KeyStatus.DISABLED)) {
                found += shelves.count(accountId, environment, state, most + ended - found);
            }
        }
        return found - ended;
    }
}
