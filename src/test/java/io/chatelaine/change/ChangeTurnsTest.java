package io.chatelaine.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.BusyException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.request.TooManyChangesException;
import io.chatelaine.restriction.Restrictions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounds on the concurrent changes of one account and of all accounts. */
@Timeout(60)
class ChangeTurnsTest {
    private final ChangeTurns turns = turns();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();

    /** Runs the work without a transaction. */
    private static final class WithoutDatabase extends ChangeTransaction {
        @Override
        public boolean runsAlone() {
            return false;
        }

        @Override
        public <T> T run(Caller caller, Scope scope, Set<Lock> locks, Function<Change, T> work) {
            return work.apply(new Change(recorder, caller.context(), locks, Instant.EPOCH));
        }
    }

    private static ChangeTurns turns(String... settings) {
        return new ChangeTurns(SettingsSnapshot.of(TestSettings.of(settings)), new WithoutDatabase());
    }

    private static Caller caller(String accountId, String scopes) {
        return new Caller(
                accountId,
                Environment.LIVE,
                Scopes.parse(scopes),
                null,
                Restrictions.NONE,
                TestSettings.of(),
                new AuditContext(Actor.key("key_x"), "127.0.0.1", "req_x"));
    }

    private static final Caller TENANT = caller("acc_tenant", "keys:write");

    /** Change that runs until the test ends it. */
    private int lasting() {
        running.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return running.decrementAndGet();
    }

    private List<Future<Integer>> give(int count, Caller caller) {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(threads.submit(() -> turns.giving(caller, Scope.KEYS_WRITE, Set.of(), change -> lasting())));
        }
        return futures;
    }

    private List<Future<Integer>> take(int count, Caller caller) {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(threads.submit(() -> turns.taking(caller, Scope.KEYS_WRITE, Set.of(), change -> lasting())));
        }
        return futures;
    }

    private void awaitRunning(int count) {
        while (running.get() != count) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(turns.accountsKnown()).isZero();
    }

    @Test
    void ninthOfAnAccountIsTooManyAndAnotherAccountsIsNot() throws Exception {
        List<Future<Integer>> eight = give(8, TENANT);
        awaitRunning(8);
        assertThatThrownBy(() -> turns.giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isInstanceOf(TooManyChangesException.class)
                .hasMessageStartingWith("This account has 8 changes running on this server, which is the maximum.");
        assertThat(turns.<Integer>giving(caller("acc_other", "keys:write"), Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
        end.countDown();
        for (Future<Integer> future : eight) {
            future.get();
        }
        assertThat(turns.<Integer>giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
    }

    @Test
    void whatTakesSomethingAwayHasItsOwnTurnsAndWaits() throws Exception {
        give(8, TENANT);
        awaitRunning(8);
        List<Future<Integer>> takes = take(8, TENANT);
        awaitRunning(12);
        Future<Integer> waiting = threads.submit(() -> turns.taking(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 7));
        end.countDown();
        assertThat(waiting.get()).isEqualTo(7);
        for (Future<Integer> take : takes) {
            take.get();
        }
    }

    @Test
    void thirtyThirdThatWaitsIsToldToComeAgain() throws Exception {
        take(8, TENANT);
        awaitRunning(4);
        List<Future<Integer>> waiting = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 40; i++) {
            waiting.add(threads.submit(() -> {
                try {
                    return turns.taking(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1);
                } catch (BusyException e) {
                    return refused.incrementAndGet() > 0 ? 0 : -1;
                }
            }));
        }
        while (refused.get() < 8) {
            Thread.onSpinWait();
        }
        end.countDown();
        int done = 0;
        for (Future<Integer> future : waiting) {
            done += future.get();
        }
        assertThat(done).isEqualTo(32);
        assertThat(refused).hasValue(8);
    }

    @Test
    void adminIsNeverOneTooMany() {
        give(12, caller("acc_admin", "admin"));
        awaitRunning(12);
        assertThat(turns.<Integer>giving(caller("acc_admin", "admin"), Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
        assertThat(turns.<Integer>taking(caller("acc_admin", "admin"), Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
    }

    @Test
    void twentyEightOfAllAreUnderWayAndNoMore() {
        for (int i = 0; i < 5; i++) {
            give(7, caller("acc_" + i, "keys:write"));
        }
        awaitRunning(28);
        assertThatThrownBy(() -> turns.taking(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isInstanceOf(BusyException.class);
        assertThat(running).hasValue(28);
    }

    @Test
    void serverRunsAsManyAsItsSettingAllows() throws Exception {
        ChangeTurns two = turns("chatelaine.changes.max-concurrent", "2");
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Caller caller = caller("acc_" + i, "keys:write");
            futures.add(threads.submit(() -> two.giving(caller, Scope.KEYS_WRITE, Set.of(), change -> lasting())));
        }
        awaitRunning(2);
        assertThatThrownBy(() -> two.giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isInstanceOf(BusyException.class);
        assertThat(running).hasValue(2);
        end.countDown();
        for (Future<Integer> future : futures) {
            future.get();
        }
        assertThat(two.<Integer>giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
    }

    @Test
    void changeThatFailsGivesItsTurnBack() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> turns.giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> {
                        throw NotFoundException.key();
                    }))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> turns.taking(TENANT, Scope.KEYS_WRITE, Set.of(), change -> {
                        throw NotFoundException.key();
                    }))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(turns.<Integer>giving(TENANT, Scope.KEYS_WRITE, Set.of(), change -> 1))
                .isEqualTo(1);
    }
}
