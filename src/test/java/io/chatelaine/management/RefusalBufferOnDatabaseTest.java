package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.AuditQueries;
import io.chatelaine.audit.AuditQuery;
import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.audit.RefusedRequest;
import io.chatelaine.testing.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The audit stores the first refusal of each minute in full and counts the rest, none twice and none lost. */
class RefusalBufferOnDatabaseTest extends OnDatabase {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private RefusalBuffer buffer;
    private AuditQueries audit;

    @BeforeEach
    void listen() {
        buffer = new RefusalBuffer(new RefusalTable(jvm.dataSource()), jvm.clock(), nanos::get);
        audit = new AuditQueries(jvm.dataSource());
    }

    private RefusedRequest refusal(String keyId, String reason, String requestId) {
        return new RefusedRequest(keyId, caller.accountId(), reason, "value", "GET /v1/me", "192.0.2.1", requestId);
    }

    private List<AuditEntry> list(@Nullable String keyId, int limit) {
        return audit.list(new AuditQuery(null, false, null, keyId, "request.refused"), null, limit)
                .entries();
    }

    private static long sum(List<AuditEntry> entries) {
        return entries.stream().mapToLong(AuditEntry::occurrences).sum();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void firstTwentyOfAMinuteAreRowsAndTheRestIsCountedInOne() {
        for (int i = 0; i < 1_000; i++) {
            buffer.record(refusal("key_a", "expired", "req_" + i));
        }
        buffer.record(refusal("key_a", "revoked", "req_other"));
        buffer.record(refusal("key_b", "expired", "req_other"));
        buffer.flush(false);
        assertThat(list("key_a", 100)).hasSize(21);
        pass(Duration.ofSeconds(61));
        buffer.flush(false);
        buffer.flush(false);

        List<AuditEntry> ofA = list("key_a", 100);
        assertThat(ofA).hasSize(22);
        assertThat(sum(ofA)).isEqualTo(1_001);
        assertThat(ofA.stream().filter(entry -> entry.occurrences() > 1))
                .singleElement()
                .satisfies(rest -> {
                    assertThat(rest.occurrences()).isEqualTo(980);
                    assertThat(rest.requestId()).isNull();
                    assertThat(rest.refusal()).isEqualTo("expired");
                });
        assertThat(list("key_b", 100)).singleElement().satisfies(one -> {
            assertThat(one.actor()).isEqualTo("key_b");
            assertThat(one.note()).isEqualTo("value");
            assertThat(one.asked()).isEqualTo("GET /v1/me");
            assertThat(one.address()).isEqualTo("192.0.2.1");
            assertThat(one.requestId()).isEqualTo("req_other");
        });
    }

    @Test
    void nextMinuteHasTwentyRowsOfItsOwn() {
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 25; i++) {
                buffer.record(refusal("key_a", "expired", "req_" + i));
            }
            pass(Duration.ofSeconds(61));
            buffer.flush(false);
        }
        assertThat(list("key_a", 100)).hasSize(63);
        assertThat(sum(list("key_a", 100))).isEqualTo(75);
    }

    @Test
    void whatAwaitsItsMinuteIsWrittenWhenTheApplicationEnds() {
        for (int i = 0; i < 30; i++) {
            buffer.record(refusal("key_a", "expired", "req_" + i));
        }
        buffer.flush(true);
        buffer.flush(true);
        assertThat(sum(list("key_a", 100))).isEqualTo(30);
    }

    @Test
    void databaseThatIsAwayGetsThemWhenItIsBackAndOnce() {
        buffer.record(refusal("key_a", "expired", "req_1"));
        execute("ALTER TABLE refusal RENAME TO gone");
        buffer.flush(false);
        buffer.record(refusal("key_a", "expired", "req_2"));
        buffer.flush(false);
        execute("ALTER TABLE gone RENAME TO refusal");
        buffer.flush(false);
        buffer.flush(false);
        assertThat(list("key_a", 100)).extracting(AuditEntry::requestId).containsExactlyInAnyOrder("req_1", "req_2");
    }

    @Test
    void noneIsLostOrDoubledWhereAHundredThreadsMeetTheWriter() throws Exception {
        AtOnce.atOnce(101, thread -> {
            for (int i = 0; i < 100; i++) {
                if (thread == 100) {
                    buffer.flush(false);
                } else {
                    buffer.record(refusal("key_" + thread % 7, "expired", "req"));
                }
            }
            return thread;
        });
        buffer.flush(true);
        assertThat(sum(list(null, 1_000))).isEqualTo(10_000);
    }

    @Test
    void floodOfOneAccountStaysWithinItsShareAndCrowdsOutNobody() {
        for (int i = 0; i < 10_500; i++) {
            buffer.record(refusal("key_" + i, "expired", "req"));
        }
        for (int i = 0; i < 30; i++) {
            buffer.record(new RefusedRequest("key_x", "acc_x", "revoked", null, "GET /v1/me", "192.0.2.9", "req_" + i));
        }
        pass(Duration.ofSeconds(61));
        buffer.flush(false);
        String flooded = " FROM refusal WHERE account_id = '" + caller.accountId() + "'";
        assertThat(number("SELECT COUNT(*)" + flooded)).isEqualTo(200);
        assertThat(number("SELECT SUM(occurrences)" + flooded)).isEqualTo(10_500);
        assertThat(list(caller.accountId(), 10)).singleElement().satisfies(rest -> {
            assertThat(rest.refusal()).isEqualTo("not_told_apart");
            assertThat(rest.occurrences()).isEqualTo(10_500 - 199);
        });
        assertThat(sum(list("key_x", 100))).isEqualTo(30);
        buffer.record(refusal("key_later", "expired", "req"));
        buffer.flush(false);
        assertThat(list("key_later", 10)).hasSize(1);
    }

    @Test
    void longestTextIsKeptWhateverItsCharacters() {
        String path = "GET /" + "😀".repeat(300);
        buffer.record(new RefusedRequest("key_a", caller.accountId(), "expired", path, path, "192.0.2.1", "req_1"));
        buffer.flush(false);
        assertThat(list("key_a", 10)).singleElement().satisfies(entry -> {
            assertThat(entry.asked()).isEqualTo("GET /" + "😀".repeat(244) + "…");
            assertThat(entry.note()).isEqualTo(entry.asked());
        });
    }

    @Test
    void refusalThatTheDatabaseCannotKeepHoldsUpNoOther() {
        buffer.record(refusal("key_a", "expired", "req_1"));
        buffer.record(refusal("key_a", "x".repeat(33), "req_2"));
        buffer.record(refusal("key_a", "expired", "req_3"));
        buffer.flush(false);
        buffer.record(refusal("key_a", "expired", "req_4"));
        buffer.flush(false);
        assertThat(list("key_a", 10)).extracting(AuditEntry::requestId).contains("req_1", "req_3", "req_4");
    }

    @Test
    void listIsNewestFirstAndGoesOnWhereAPageEnded() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, issue("k" + i, caller));
        }
        AuditQuery issued = new AuditQuery(caller.accountId(), false, null, null, "key.issued");
        List<String> seen = new ArrayList<>();
        AuditEntry after = null;
        for (List<AuditEntry> page = audit.list(issued, null, 2).entries();
                !page.isEmpty();
                page = audit.list(issued, after, 2).entries()) {
            page.forEach(entry -> seen.add(entry.objectId()));
            after = page.get(page.size() - 1);
        }
        assertThat(seen).containsExactlyElementsOf(made);
        AuditQuery elsewhere = new AuditQuery(account("acc_other"), false, null, null, null);
        assertThat(audit.list(elsewhere, null, 10).entries()).isEmpty();
        assertThat(audit.find(
                        elsewhere, audit.list(issued, null, 1).entries().get(0).id()))
                .isEmpty();
    }
}
