package io.chatelaine.management;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Environment;
import io.chatelaine.key.PublicId;
import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.request.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries of the keys of the caller's account. A key that the caller may not see counts as absent. */
@Singleton
public class KeyQueries {
    /** Maximum of rows read for one page. A page that needs more ends early, with a cursor to continue. */
    static final int MOST_READ = 1000;

    private final EntityManager entities;
    private final DatabaseClock clock;
    private final KeyShelves shelves;

    /** @param now the database's time at which the keys have their states */
    public record KeyPage(Page<ApiKey> page, Instant now) {}

    @Inject
    public KeyQueries(EntityManager entities, DatabaseClock clock, KeyShelves shelves) {
        this.entities = entities;
        this.clock = clock;
        this.shelves = shelves;
    }

    /**
     * Reads a key inside a change, and locks its row until the end.
     *
     * @throws NotFoundException if the caller cannot see the key
     */
    ApiKey lock(String keyId, Caller caller) {
        return find(keyId, caller, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFoundException::key);
    }

    /** @throws NotFoundException if the caller cannot see the key */
    ApiKey require(String keyId, Caller caller) {
        return find(keyId, caller, LockModeType.NONE).orElseThrow(NotFoundException::key);
    }

    /** @throws InvalidQueryException if the cursor does not come from a page of this caller */
    KeyPage list(KeyFilter filter, Caller caller) {
        Instant now = clock.now();
        @Nullable ApiKey last = filter.page()
                .cursor()
                .map(cursor -> find(cursor, caller, LockModeType.NONE).orElseThrow(InvalidQueryException::noSuchCursor))
                .orElse(null);
        boolean due = filter.isAboutEnds() && shelves.hasEndsToNotice(caller.accountId());
        return new KeyPage(page(new KeyShelves.Part(caller, filter.states(due)), filter, last, now), now);
    }

    private Page<ApiKey> page(KeyShelves.Part part, KeyFilter filter, @Nullable ApiKey cursor, Instant now) {
        int limit = filter.page().limit();
        List<ApiKey> found = new ArrayList<>();
        ApiKey last = cursor;
        for (int read = 0; read < MOST_READ; read += limit + 1) {
            List<ApiKey> some = shelves.newestFirst(part, last, limit + 1);
            some.stream().filter(key -> filter.fits(key.status(now))).forEach(found::add);
            if (found.size() > limit || some.size() <= limit) {
                return Page.of(found, limit, ApiKey::id);
            }
            last = some.get(limit);
        }
        return new Page<>(found, last == null ? null : last.id());
    }

    /** Reads by id alone: with both conditions, H2 would search all keys of the account. */
    private Optional<ApiKey> find(String keyId, Caller caller, LockModeType lock) {
        if (!PublicId.mayBe(keyId)) {
            return Optional.empty();
        }
        ApiKey key = entities.find(ApiKey.class, keyId, lock);
        return Optional.ofNullable(key)
                .filter(there -> there.accountId().equals(caller.accountId()) && caller.sees(there.environment()));
    }

    /** Returns the environments whose keys a caller sees. */
    static List<Environment> seen(Caller caller) {
        return List.of(Environment.values()).stream().filter(caller::sees).toList();
    }
}
