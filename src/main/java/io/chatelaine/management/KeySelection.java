package io.chatelaine.management;

import io.chatelaine.change.UtcText;
import io.chatelaine.key.Environment;
import io.chatelaine.management.Family.Member;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/** Finds what a selection means among the keys of the caller's account that are not revoked, in the caller's transaction. */
@Singleton
public class KeySelection {
    private final EntityManager entities;

    @Inject
    public KeySelection(EntityManager entities) {
        this.entities = entities;
    }

    /** As they are, which may be otherwise in a moment. */
    List<Member> look(Selection selection, Caller caller) {
        return find(selection, caller, "");
    }

    /** As they stay until the end: nobody else changes one before. */
    List<Member> lock(Selection selection, Caller caller) {
        return find(selection, caller, " FOR UPDATE");
    }

    /** @throws ConflictException where there are more than can be revoked at once */
    private List<Member> find(Selection selection, Caller caller, String end) {
        StringBuilder sql = new StringBuilder("SELECT id FROM api_key WHERE account_id = ?1 AND revoked_at IS NULL");
        List<Object> values = new ArrayList<>(List.of(caller.accountId()));
        if (caller.environment() == Environment.TEST) {
            and(sql, values, "environment = ", Environment.TEST.text());
        }
        if (selection.environment() != null) {
            and(sql, values, "environment = ", selection.environment().text());
        }
        if (selection.tier() != null) {
            and(sql, values, "tier = ", selection.tier());
        }
        if (selection.createdBefore() != null) {
            and(sql, values, "created_at < ", UtcText.of(selection.createdBefore()));
        }
        if (selection.name() != null) {
            and(sql, values, "name = ", selection.name());
        }
        List<Member> found = read(sql.append(" ORDER BY id").append(end).toString(), values, caller.accountId());
        if (found.size() > KeyRevocation.MOST_AT_ONCE) {
            throw ConflictException.tooManyAtOnce(KeyRevocation.MOST_AT_ONCE);
        }
        return found;
    }

    private static void and(StringBuilder sql, List<Object> values, String condition, Object value) {
        values.add(value);
        sql.append(" AND ").append(condition).append('?').append(values.size());
    }

    private List<Member> read(String sql, List<Object> values, String accountId) {
        Query query = entities.createNativeQuery(sql).setMaxResults(KeyRevocation.MOST_AT_ONCE + 1);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        List<Member> members = new ArrayList<>();
        for (Object id : query.getResultList()) {
            members.add(new Member((String) id, accountId, false));
        }
        return members;
    }
}
