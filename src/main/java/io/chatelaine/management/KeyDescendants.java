package io.chatelaine.management;

import io.chatelaine.database.Sql;
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
 * What a key made, and what that made in turn, in whatever account; in the caller's transaction. The rows are read under
 * lock: under MySQL's REPEATABLE READ a plain read would not see a key that was made a moment ago.
 */
@Singleton
public class KeyDescendants {
    private final EntityManager entities;

    @Inject
    public KeyDescendants(EntityManager entities) {
        this.entities = entities;
    }

    /** A key that another one made. */
    record KeyRef(String id, String accountId, boolean revoked, boolean admin) {}

    /**
     * All descendants, those that are revoked included, since what they made may not be.
     *
     * @throws ConflictException if there are more than can be revoked at once
     */
    List<KeyRef> descendantsOf(String keyId) {
        List<KeyRef> all = walk(keyId, " FOR UPDATE");
        if (all.size() > KeyRevocation.MOST_AT_ONCE) {
            throw ConflictException.tooManyDescendants(KeyRevocation.MOST_AT_ONCE);
        }
        return all;
    }

    /**
     * Tells whether a key that is revoked left no living descendant; without a lock, since that stays so: a key that is
     * seen revoked makes no other, and all that it made is to be seen by then.
     */
    boolean isFinished(String revokedKeyId) {
        List<KeyRef> all = walk(revokedKeyId, "");
        return all.size() <= KeyRevocation.MOST_AT_ONCE && all.stream().allMatch(KeyRef::revoked);
    }

    /** No more than one more than can be revoked at once. */
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
            children.add(new KeyRef((String) columns[0], (String) columns[1], isTrue(columns[2]), isTrue(columns[3])));
        }
        return children;
    }

    private static boolean isTrue(Object column) {
        return ((Number) column).intValue() == 1;
    }
}
