package io.chatelaine.management;

import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.Sql;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.management.KeyDescendants.KeyRef;
import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidRequestException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Search for the unrevoked keys of a selection in the caller's account. It locks no key: if a concurrent change revokes
 * one of them, the revocation is run again.
 */
@Singleton
public class KeySelection {
    private static final List<KeyStatus> LIVING = List.of(KeyStatus.ACTIVE, KeyStatus.DISABLED, KeyStatus.EXPIRED);

    private final EntityManager entities;

    @Inject
    public KeySelection(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Returns the keys, found by the index of the narrowest member.
     *
     * @throws InvalidRequestException if that index holds more candidates than one transaction can revoke
     */
    List<KeyRef> find(Selection selection, Caller caller) {
        List<Candidate> candidates = new ArrayList<>();
        for (Environment environment : KeyQueries.seen(caller)) {
            if (selection.environment() == null || selection.environment() == environment) {
                LIVING.forEach(state -> candidates.addAll(read(selection, caller.accountId(), environment, state)));
            }
        }
        if (candidates.size() > KeyRevocation.MOST_AT_ONCE) {
            throw InvalidRequestException.of(
                    "select",
                    "must not match or search more than " + KeyRevocation.MOST_AT_ONCE
                            + " keys: narrow it with name, tier or created_before");
        }
        return candidates.stream()
                .filter(key -> key.fits(selection))
                .map(key -> new KeyRef(key.id, caller.accountId(), false, key.admin))
                .toList();
    }

    /** Key that matches by the comparison of the database: MySQL ignores spaces at the end of a name. */
    private record Candidate(
            String id, String name, @Nullable String tier, boolean admin) {
        boolean fits(Selection selection) {
            return (selection.name() == null || selection.name().equals(name))
                    && (selection.tier() == null || selection.tier().equals(tier));
        }
    }

    private List<Candidate> read(Selection selection, String accountId, Environment environment, KeyStatus state) {
        StringBuilder sql = new StringBuilder(
                "SELECT id, name, tier, CASE WHEN admin = TRUE THEN 1 ELSE 0 END FROM api_key USE INDEX ("
                        + index(selection) + ") WHERE account_id = ?1 AND environment = ?2 AND state = ?3");
        List<String> values = new ArrayList<>(List.of(accountId, environment.text(), state.word()));
        if (selection.name() != null) {
            and(sql, values, "name = ", selection.name());
        } else if (selection.tier() != null) {
            and(sql, values, "tier = ", selection.tier());
        }
        if (selection.createdBefore() != null) {
            and(sql, values, "created_at < ", DatabaseTime.of(selection.createdBefore()));
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

    private static String index(Selection selection) {
        return selection.name() != null
                ? "api_key_name"
                : selection.tier() != null ? "api_key_tier_state" : "api_key_state";
    }

    private static void and(StringBuilder sql, List<String> values, String condition, String value) {
        values.add(value);
        sql.append(" AND ").append(condition).append('?').append(values.size());
    }
}
