package io.chatelaine.management;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.account.PartnerApplication;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.key.Environment;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartnerReviewOnDatabaseTest extends OnDatabase {
    private PartnerApplication apply() {
        return jvm.call(wiring -> wiring.review().apply("cards", "10", caller));
    }

    private PartnerApplication decide(String id, @Nullable String reason) {
        return jvm.call(wiring -> wiring.review().decide(id, reason, caller));
    }

    private boolean isApproved() {
        return jvm.inTransaction(wiring -> wiring.applications().isApproved(caller.accountId()));
    }

    private String status(String id) {
        return text("SELECT status, reason, pending_account FROM partner_application WHERE id = '" + id + "'");
    }

    @Test
    void ofHundredApplicationsAtOnceOneIsTaken() throws Exception {
        List<Optional<String>> made = atOnce(100, i -> {
            try {
                return Optional.of(apply().id());
            } catch (ConflictException e) {
                return Optional.empty();
            }
        });
        assertThat(made).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM partner_application")).isEqualTo(1);
        assertThat(audited(AuditAction.PARTNER_APPLIED)).isEqualTo(1);
    }

    @Test
    void ofManyDecisionsAtOnceOneHolds() throws Exception {
        for (int round = 0; round < 5; round++) {
            execute("DELETE FROM partner_application");
            String id = apply().id();
            List<Optional<String>> decided = atOnce(20, i -> {
                try {
                    return Optional.of(
                            decide(id, i % 2 == 0 ? null : "reason " + i).status());
                } catch (ConflictException e) {
                    return Optional.empty();
                }
            });
            List<String> won = decided.stream().flatMap(Optional::stream).toList();
            assertThat(won).hasSize(1);
            assertThat(status(id)).startsWith(won.get(0) + ' ').endsWith(" null");
            assertThat(isApproved()).isEqualTo(won.get(0).equals("approved"));
            assertThat(audited(AuditAction.PARTNER_APPROVED, id) + audited(AuditAction.PARTNER_REFUSED, id))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusedAccountAppliesAgainAndAnApprovedOneNeedNot() {
        String first = apply().id();
        assertThatThrownBy(this::apply).isInstanceOf(ConflictException.class);
        decide(first, "say more");
        assertThat(isApproved()).isFalse();
        String second = apply().id();
        decide(second, null);
        assertThat(isApproved()).isTrue();
        assertThatThrownBy(this::apply).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> decide(first, null)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> decide("app_nobody", null)).isInstanceOf(NotFoundException.class);
        assertThat(status(first)).isEqualTo("refused say more null");
        assertThat(status(second)).isEqualTo("approved null null");
    }

    @Test
    void keyThatIsNoLongerGoodAppliesForNothing() {
        String id = issue(new NewKey("Gone", Environment.LIVE, null, scopes("keys:write"), null), caller);
        Caller gone = as(id);
        revoke(id, caller);
        assertThatThrownBy(() -> jvm.call(wiring -> wiring.review().apply("x", "x", gone)))
                .isInstanceOf(ConflictException.class);
        assertThat(number("SELECT COUNT(*) FROM partner_application")).isZero();
    }
}
