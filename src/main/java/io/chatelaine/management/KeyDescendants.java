package io.chatelaine.management;

import io.chatelaine.change.Sql;
import io.chatelaine.request.ConflictException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Descendants of a key, in all accounts. It runs in the caller's transaction and locks the rows that it reads: under
 * MySQL's REPEATABLE READ, a plain read would not see a key that was issued a moment ago.
 */
@Singleton
public class KeyDescendants {
    private final EntityManager entities;

    @Inject
    public KeyDescendants(EntityManager entities) {
        this.entities = entities;
    }

    /** Key that another key issued. */
    record KeyRef(String id, String accountId, boolean revoked, boolean admin) {}

    /**
     * Returns all descendants. Revoked ones are included, because their own descendants may be unrevoked.
     *
     * @throws ConflictException if there are more than one transaction can revoke
     */
    List<KeyRef> descendantsOf(String keyId) {
        List<KeyRef> all = walk(keyId, " FOR UPDATE");
        if (all.size() > KeyRevocation.MOST_AT_ONCE) {
            throw ConflictException.tooManyDescendants(KeyRevocation.MOST_AT_ONCE);
        }
        return all;
    }

    /**
     * Returns whether all descendants of a revoked key are revoked. No lock is needed, because that is final: a revoked
     * key issues no other key, and all keys that it issued are visible once its revocation is.
     */
    boolean isFinished(String revokedKeyId) {
        List<KeyRef> all = walk(revokedKeyId, "");
        return all.size() <= KeyRevocation.MOST_AT_ONCE && all.stream().allMatch(KeyRef::revoked);
    }

    /** Returns at most one key more than one transaction can revoke. */
    private List<KeyRef> walk(String keyId, String end) {
        List<KeyRef> all = new ArrayList<>();
        Deque<List<String>> parents = new ArrayDeque<>(List.of(List.of(keyId)));
        while (!parents.isEmpty() && all.size() <= KeyRevocation.MOST_AT_ONCE) {
            int room = KeyRevocation.MOST_AT_ONCE + 1 - all.size();
            List<KeyRef> children = childrenOf(parents.remove(), room, end);
            all.addAll(children);
            parents.addAll(Sql.inParts(children.stream().map(KeyRef::id).toList()));
        }
        return all;
    }

    private List<KeyRef> childrenOf(List<String> parents, int most, String end) {
        Query query =
                entities.createNativeQuery("SELECT id, account_id, CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END,"
                        + " CASE WHEN admin = TRUE THEN 1 ELSE 0 END"
                        + " FROM api_key WHERE created_by IN (" + Sql.parameters(1, parents.size()) + ") LIMIT " + most
                        + end);
        Sql.bind(query, 1, parents);
        List<KeyRef> children = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            children.add(new KeyRef(
                    (String) columns[0], (String) columns[1], Sql.isTrue(columns[2]), Sql.isTrue(columns[3])));
        }
        return children;
    }
}
