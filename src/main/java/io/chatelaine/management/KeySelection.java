package io.chatelaine.management;

import io.chatelaine.change.Sql;
import io.chatelaine.config.Settings;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.management.BulkRevokeRequest.Select;
import io.chatelaine.management.KeyDescendants.KeyRef;
import io.chatelaine.request.Caller;
import io.chatelaine.request.FieldErrors;
import io.chatelaine.request.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Search for the unrevoked keys of a selection in the caller's account. It locks no key: if a concurrent change revokes
 * one of them, the revocation is run again.
 */
@Singleton
public class KeySelection {
    private static final List<KeyStatus> LIVING = List.of(KeyStatus.ACTIVE, KeyStatus.DISABLED, KeyStatus.EXPIRED);

    private final EntityManager entities;

    /**
     * Criteria for keys of an account. A key must match all members; null matches every key. At least one member is set.
     *
     * @param name the exact name
     */
    record Criteria(
            @Nullable Environment environment,
            @Nullable String tier,
            @Nullable Instant createdBefore,
            @Nullable String name) {
        /** The earliest time that MySQL supports. */
        private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

        /** The form of any tier name, also of a removed tier. MySQL cannot compare other characters. */
        private static final Pattern TIER = Pattern.compile("[a-z][a-z0-9-]{0,31}");

        /**
         * Checks the selection of a request.
         *
         * @throws InvalidRequestException naming each invalid member; an empty selection is invalid, so it never means
         *     all keys
         */
        static Criteria of(@Nullable Select select, Settings settings) {
            FieldErrors errors = new FieldErrors(settings);
            Select none = new Select(null, null, null, null);
            if (select == null || select.equals(none)) {
                errors.error("select", "must have at least one of: environment, tier, created_before, name");
            }
            Select given = select == null ? none : select;
            Criteria criteria = new Criteria(
                    environment(given.environment(), errors),
                    tier(given.tier(), errors),
                    time(given.createdBefore(), errors),
                    given.name());
            errors.nameSought("select.name", given.name());
            errors.finish();
            return criteria;
        }

        private static @Nullable Instant time(@Nullable String text, FieldErrors errors) {
            Instant time = errors.time("select.created_before", text);
            if (time != null && time.isBefore(EARLIEST)) {
                errors.error("select.created_before", "must not be before the year 1000");
            }
            return time;
        }

        private static @Nullable String tier(@Nullable String tier, FieldErrors errors) {
            if (tier != null && !TIER.matcher(tier).matches()) {
                errors.error(
                        "select.tier", "must be a tier name: a letter a-z, then at most 31 of a-z, 0-9 and hyphens");
            }
            return tier;
        }

        private static @Nullable Environment environment(@Nullable String text, FieldErrors errors) {
            Environment environment = text == null ? null : Environment.of(text).orElse(null);
            if (text != null && environment == null) {
                errors.error("select.environment", "must be live or test");
            }
            return environment;
        }
    }

    @Inject
    public KeySelection(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Returns the keys, found by the index of the narrowest member.
     *
     * @throws InvalidRequestException if that index holds more candidates than one transaction can revoke
     */
    List<KeyRef> find(Criteria criteria, Caller caller) {
        List<Candidate> candidates = new ArrayList<>();
        for (Environment environment : KeyQueries.seen(caller)) {
            if (criteria.environment() == null || criteria.environment() == environment) {
                LIVING.forEach(state -> candidates.addAll(read(criteria, caller.accountId(), environment, state)));
            }
        }
        if (candidates.size() > KeyRevocation.MOST_AT_ONCE) {
            throw InvalidRequestException.of(
                    "select",
                    "must not match or search more than " + KeyRevocation.MOST_AT_ONCE
                            + " keys: narrow it with name, tier or created_before");
        }
        return candidates.stream()
                .filter(key -> key.fits(criteria))
                .map(key -> new KeyRef(key.id, caller.accountId(), false, key.admin))
                .toList();
    }

    /** Key that matches by the comparison of the database: MySQL ignores spaces at the end of a name. */
    private record Candidate(
            String id, String name, @Nullable String tier, boolean admin) {
        boolean fits(Criteria criteria) {
            return (criteria.name() == null || criteria.name().equals(name))
                    && (criteria.tier() == null || criteria.tier().equals(tier));
        }
    }

    private List<Candidate> read(Criteria criteria, String accountId, Environment environment, KeyStatus state) {
        StringBuilder sql = new StringBuilder(
                "SELECT id, name, tier, CASE WHEN admin = TRUE THEN 1 ELSE 0 END FROM api_key USE INDEX ("
                        + index(criteria) + ") WHERE account_id = ?1 AND environment = ?2 AND state = ?3");
        List<String> values = new ArrayList<>(List.of(accountId, environment.text(), state.word()));
        if (criteria.name() != null) {
            and(sql, values, "name = ", criteria.name());
        } else if (criteria.tier() != null) {
            and(sql, values, "tier = ", criteria.tier());
        }
        if (criteria.createdBefore() != null) {
            and(sql, values, "created_at < ", DatabaseTime.of(criteria.createdBefore()));
        }
        Query query = entities.createNativeQuery(
                sql.append(" LIMIT ").append(KeyRevocation.MOST_AT_ONCE + 1).toString());
        Sql.bind(query, 1, values);
        List<Candidate> candidates = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            candidates.add(new Candidate(
                    (String) columns[0], (String) columns[1], (String) columns[2], Sql.isTrue(columns[3])));
        }
        return candidates;
    }

    private static String index(Criteria criteria) {
        return criteria.name() != null
                ? "api_key_name"
                : criteria.tier() != null ? "api_key_tier_state" : "api_key_state";
    }

    private static void and(StringBuilder sql, List<String> values, String condition, String value) {
        values.add(value);
        sql.append(" AND ").append(condition).append('?').append(values.size());
    }
}
