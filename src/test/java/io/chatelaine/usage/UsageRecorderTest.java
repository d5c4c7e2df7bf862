package io.chatelaine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.database.ClockReading;
import io.chatelaine.testing.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Counting in memory: each use once, and no more keys than the bound. */
class UsageRecorderTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final UsageRecorder recorder = new UsageRecorder();

    private static ClockReading reading(Instant at) {
        return new ClockReading(at, System.nanoTime());
    }

    private List<UsageDelta> drain() {
        return recorder.drain(reading(NOON), "ck");
    }

    private static void addTo(Map<String, Long> sums, List<UsageDelta> drained) {
        for (UsageDelta delta : drained) {
            delta.counts().forEach((outcome, count) -> sums.merge(delta.keyId() + ' ' + outcome, count, Long::sum));
        }
    }

    @Test
    void usesAreCountedByKeyAndOutcomeAndTakenOutOnce() {
        recorder.accepted("key_b", "192.0.2.1", "curl/8");
        recorder.refused("key_a", Outcome.UNAUTHORIZED);
        recorder.refused("key_a", Outcome.FORBIDDEN);
        recorder.refused("key_a", Outcome.UNAUTHORIZED);
        recorder.accepted("key_b", "192.0.2.2", "wget/1");

        List<UsageDelta> drained = drain();

        assertThat(drained).extracting(UsageDelta::keyId).containsExactly("key_a", "key_b");
        assertThat(drained.get(0).counts())
                .containsExactly(Map.entry(Outcome.UNAUTHORIZED, 2L), Map.entry(Outcome.FORBIDDEN, 1L));
        assertThat(drained.get(0).last()).as("a refusal is not a use").isNull();
        LastUse last = drained.get(1).last();
        assertThat(last).isNotNull();
        assertThat(last.address()).isEqualTo("192.0.2.2");
        assertThat(last.userAgent()).isEqualTo("wget/1");
        assertThat(last.at()).isBetween(NOON.minusSeconds(60), NOON);
        assertThat(drain()).isEmpty();
    }

    @Test
    void nothingIsLostOrTwiceWhileAHundredThreadsCountAndOneTakesOut() throws Exception {
        int threads = 100;
        int rounds = 2_000;
        AtomicInteger counting = new AtomicInteger(threads);
        Map<String, Long> sums = new TreeMap<>();
        AtOnce.atOnce(threads + 1, thread -> {
            if (thread == threads) {
                while (counting.get() > 0) {
                    addTo(sums, drain());
                }
                return true;
            }
            for (int i = 0; i < rounds; i++) {
                recorder.accepted("key_" + i % 3, "192.0.2." + thread, "agent");
                recorder.refused("key_" + i % 2, Outcome.RATE_LIMITED);
            }
            counting.decrementAndGet();
            return true;
        });
        addTo(sums, drain());

        assertThat(sums.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2L * threads * rounds);
        assertThat(sums).containsEntry("key_0 RATE_LIMITED", (long) threads * rounds / 2);
        assertThat(sums).containsEntry("key_1 ACCEPTED", threads * 667L);
    }

    @Test
    void useBelongsToTheHourInWhichItWas() throws InterruptedException {
        recorder.drain(reading(NOON.minusMillis(300)), "ck");
        recorder.accepted("key_a", null, null);
        Thread.sleep(400);
        recorder.accepted("key_a", null, null);
        recorder.accepted("key_a", null, null);

        List<UsageDelta> drained = recorder.drain(reading(NOON.plusMillis(100)), "ck");

        assertThat(drained).extracting(UsageDelta::hour).containsExactly(NOON.minus(Duration.ofHours(1)), NOON);
        assertThat(drained)
                .extracting(delta -> delta.counts().get(Outcome.ACCEPTED))
                .containsExactly(1L, 2L);
    }

    @Test
    void useBeforeTheClockWasReadBelongsToTheHourOfTheReading() {
        recorder.accepted("key_a", null, null);
        assertThat(recorder.drain(reading(NOON.plusSeconds(5)), "ck"))
                .extracting(UsageDelta::hour)
                .containsExactly(NOON);
    }

    @Test
    void floodOfKeysFillsNoMemory() {
        for (int i = 0; i < UsageRecorder.MOST_KEYS + 100; i++) {
            recorder.accepted("key_" + i, "192.0.2.1", "x".repeat(5000));
        }
        recorder.accepted("key_0", "192.0.2.1", "curl");
        List<UsageDelta> drained = drain();
        assertThat(drained).hasSize(UsageRecorder.MOST_KEYS);
        assertThat(recorder.takeLost()).isEqualTo(100);
        assertThat(recorder.takeLost()).isZero();

        recorder.refused("key_x", Outcome.FORBIDDEN);
        assertThat(recorder.takeLost())
                .as("drained and unwritten entries take room")
                .isEqualTo(1);
        recorder.release(drained.size());
        recorder.refused("key_x", Outcome.FORBIDDEN);
        assertThat(drain()).hasSize(1);
        assertThat(recorder.takeLost()).isZero();
    }

    @Test
    void clientsThatTakeTurnsAreEachKept() {
        List<String> seen = new ArrayList<>();
        for (String agent : List.of("a", "b", "a")) {
            recorder.accepted("key_a", "192.0.2.1", agent);
            drain().forEach(delta -> seen.add(
                    String.valueOf(delta.last() == null ? null : delta.last().userAgent())));
        }
        assertThat(seen).containsExactly("a", "b", "a");
    }
}
