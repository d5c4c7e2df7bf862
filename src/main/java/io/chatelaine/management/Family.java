package io.chatelaine.management;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/**
 * What a key made, and what that made in turn, in whatever account; in the caller's transaction. The rows are read under
 * lock: under MySQL's REPEATABLE READ a plain read would not see a key that was made a moment ago.
 */
@Singleton
public class Family {
    private final EntityManager entities;

    @Inject
    public Family(EntityManager entities) {
        this.entities = entities;
    }

    /** A key that another one made. */
    record Member(String id, String accountId, boolean revoked) {}

    /** All descendants, those that are revoked included, since what they made may not be. */
    List<Member> descendantsOf(String keyId) {
        List<Member> all = new ArrayList<>();
        List<String> parents = List.of(keyId);
        while (!parents.isEmpty()) {
            List<Member> children = new ArrayList<>();
            for (List<String> some : Sql.inParts(parents)) {
                children.addAll(childrenOf(some));
            }
            all.addAll(children);
            parents = children.stream().map(Member::id).toList();
        }
        return all;
    }

    private List<Member> childrenOf(List<String> parents) {
        Query query = entities.createNativeQuery("SELECT id, account_id, CASE WHEN revoked_at IS NULL THEN 0 ELSE 1 END"
                + " FROM api_key WHERE created_by IN (" + Sql.parameters(1, parents.size()) + ") FOR UPDATE");
        Sql.bind(query, 1, parents);
        List<Member> children = new ArrayList<>();
        for (Object row : query.getResultList()) {
            Object[] columns = (Object[]) row;
            children.add(new Member((String) columns[0], (String) columns[1], ((Number) columns[2]).intValue() == 1));
        }
        return children;
    }
}
