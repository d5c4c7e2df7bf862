package io.chatelaine.management;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.AuditAction;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.LastAdminKeyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Concurrent changes of keys have the same result as changes in sequence. */
class ChangesAtOnceOnDatabaseTest extends OnDatabase {
    @Test
    void twentyThreadsThatRevokeTwoAdminKeysLeaveOne() throws Exception {
        String survivor = issueAdmin();
        for (int round = 0; round < 10; round++) {
            List<String> admins = List.of(survivor, issueAdmin());
            int before = epoch();

            List<Optional<RevokedKey>> answers = atOnce(20, i -> {
                try {
                    return Optional.of(revoke(admins.get(i % 2), caller));
                } catch (LastAdminKeyException e) {
                    return Optional.empty();
                }
            });

            Set<Optional<RevokedKey>> different = new HashSet<>(answers);
            assertThat(different).hasSize(2).contains(Optional.empty());
            assertThat(answers).filteredOn(Optional::isPresent).hasSize(10);
            assertThat(epoch()).isEqualTo(before + 1);
            List<String> active = ids(list("active", 100, null, caller));
            assertThat(active).hasSize(1);
            survivor = active.get(0);
        }
    }

    @Test
    void nodesThatStartAtOnceMakeOneFirstAdminKey() throws Exception {
        List<Boolean> claims = atOnce(
                20, i -> jvm.inTransaction(wiring -> wiring.adminKeyGuard().claimFirst(jvm.now())));

        assertThat(claims).filteredOn(claimed -> claimed).hasSize(1);
    }

    @Test
    void hundredThreadsThatRevokeOneKeyGetOneTime() throws Exception {
        String id = issue("Wanted", caller);

        List<RevokedKey> answers = atOnce(100, i -> revoke(id, caller));

        assertThat(new HashSet<>(answers))
                .containsExactly(new RevokedKey(
                        id, Objects.requireNonNull(find(id, caller).revokedAt())));
        assertThat(audited(AuditAction.KEY_REVOKED, id)).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
        assertThat(number("SELECT COUNT(*) FROM change_log")).isEqualTo(1);
    }

    @Test
    void epochsOfChangesAtOnceAreOneEach() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(issue("Key " + i, caller));
        }

        atOnce(ids.size(), i -> revoke(ids.get(i), caller));

        assertThat(epoch()).isEqualTo(40);
        assertThat(number("SELECT COUNT(DISTINCT n) FROM change_log")).isEqualTo(40);
        assertThat(number("SELECT COUNT(DISTINCT key_id) FROM change_log")).isEqualTo(40);
        assertThat(number("SELECT MAX(n) FROM change_log")).isEqualTo(40);
        // Commit order is epoch order: no key with a later epoch was revoked earlier.
        assertThat(number("SELECT COUNT(*) FROM change_log a JOIN api_key x ON x.id = a.key_id, change_log b"
                        + " JOIN api_key y ON y.id = b.key_id WHERE a.n < b.n AND x.revoked_at > y.revoked_at"))
                .isZero();
    }
}
