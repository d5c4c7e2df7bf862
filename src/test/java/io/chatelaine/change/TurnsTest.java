package io.chatelaine.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bound that changes holds for the work that begins after it. */
@Timeout(60)
class TurnsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostSeen = new AtomicInteger();

    private Future<Integer> start(Turns turns, CountDownLatch end) {
        return threads.submit(() -> turns.run(() -> {
            mostSeen.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return running.decrementAndGet();
        }));
    }

    private void awaitRunning(int count) {
        while (running.get() != count) {
            Thread.onSpinWait();
        }
    }

    private static void endAll(CountDownLatch end, List<Future<Integer>> work) throws Exception {
        end.countDown();
        for (Future<Integer> one : work) {
            one.get();
        }
    }

    @Test
    void boundRisesAndFallsWhileWorkRuns() throws Exception {
        Turns turns = new Turns(2);
        List<Future<Integer>> first = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            first.add(start(turns, end));
        }
        awaitRunning(2);
        turns.bound(3);
        awaitRunning(3);
        turns.bound(1);
        endAll(end, first);

        mostSeen.set(0);
        List<Future<Integer>> second = new ArrayList<>();
        CountDownLatch now = new CountDownLatch(0);
        for (int i = 0; i < 200; i++) {
            second.add(start(turns, now));
        }
        endAll(now, second);
        assertThat(mostSeen).hasValue(1);
        threads.shutdown();
    }
}
