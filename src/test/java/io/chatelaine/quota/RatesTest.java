package io.chatelaine.quota;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.Limit;
import io.chatelaine.config.TierSettings.Limits;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.quota.LimitStatus.Kind;
import io.chatelaine.quota.LimitStatus.Part;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Rates, which need no database: this test has none. */
class RatesTest {
    private static final LimitSubject ACME = new LimitSubject("acc_acme", "free");
    private static final Limit SIXTY = new Limit(60, Duration.ofMinutes(1));

    private final HandDrivenTime time = new HandDrivenTime();
    private final JdbcDataSource none = new JdbcDataSource();
    private final RateLimiter limiter = new RateLimiter(new QuotaLeases(none, new DatabaseClock(none)), time, 3);

    private static Limits rate(Limit limit) {
        return new Limits(Optional.of(limit), Optional.empty());
    }

    private LimitStatus take(LimitSubject subject, Limit limit) {
        try {
            return limiter.take(subject, rate(limit), true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns how many of some requests are accepted. */
    private int admitted(LimitSubject subject, Limit limit, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += take(subject, limit).exceeded() == null ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void hundredAtOnceTakeNoMoreThanThereIs() throws Exception {
        Limit limit = new Limit(50, Duration.ofMinutes(1));
        List<Boolean> admitted = atOnce(100, i -> take(ACME, limit).exceeded() == null);
        assertThat(admitted).filteredOn(in -> in).hasSize(50);
    }

    @Test
    void whatIsLeftAndWhenThereIsMoreIsTold() {
        Part first = take(ACME, SIXTY).parts().get(0);
        assertThat(first).isEqualTo(new Part(Kind.RATE, SIXTY, 59, 1));
        assertThat(admitted(ACME, SIXTY, 58)).isEqualTo(58);
        Part last = take(ACME, SIXTY).parts().get(0);
        assertThat(last).isEqualTo(new Part(Kind.RATE, SIXTY, 0, 1));
        LimitStatus refused = take(ACME, SIXTY);
        assertThat(refused.exceeded()).isEqualTo(new Part(Kind.RATE, SIXTY, 0, 1));
        assertThat(refused.parts()).containsExactly(new Part(Kind.RATE, SIXTY, 0, 1));
    }

    @Test
    void whoComesAgainWhenToldIsLetIn() {
        Limit slow = new Limit(2, Duration.ofHours(1));
        assertThat(admitted(ACME, slow, 3)).isEqualTo(2);
        Part exceeded = take(ACME, slow).exceeded();
        assertThat(exceeded).isEqualTo(new Part(Kind.RATE, slow, 0, 1800));
        time.pass(Duration.ofMillis(1_799_999));
        assertThat(admitted(ACME, slow, 1)).isZero();
        time.pass(Duration.ofMillis(1));
        assertThat(admitted(ACME, slow, 5)).isEqualTo(1);
    }

    @Test
    void refusedRequestsUseUpNothing() {
        assertThat(admitted(ACME, SIXTY, 10_000)).isEqualTo(60);
        time.pass(Duration.ofSeconds(1));
        assertThat(admitted(ACME, SIXTY, 10_000)).isEqualTo(1);
    }

    @Test
    void thereIsNoEdgeOfAWindowToWaitFor() {
        int admitted = 0;
        for (int second = 0; second < 120; second++) {
            admitted += admitted(ACME, SIXTY, 100);
            time.pass(Duration.ofSeconds(1));
        }
        // The whole amount at once, then as many as the refill adds.
        assertThat(admitted).isEqualTo(60 + 119);
    }

    @Test
    void eachHolderAndTierHasItsOwn() {
        assertThat(admitted(ACME, SIXTY, 100)).isEqualTo(60);
        assertThat(admitted(new LimitSubject("acc_other", "free"), SIXTY, 100)).isEqualTo(60);
        assertThat(admitted(new LimitSubject("acc_acme", "pro"), SIXTY, 100)).isEqualTo(60);
    }

    @Test
    void changedLimitHoldsFromTheNextRequestOn() {
        assertThat(admitted(ACME, SIXTY, 60)).isEqualTo(60);
        Limit more = new Limit(600, Duration.ofMinutes(1));
        assertThat(admitted(ACME, more, 100)).isZero();
        time.pass(Duration.ofSeconds(1));
        assertThat(admitted(ACME, more, 100)).isEqualTo(10);
        time.pass(Duration.ofMinutes(1));
        assertThat(admitted(ACME, SIXTY, 100)).isEqualTo(60);
    }

    @Test
    void holdersThatAreTooManyShareNothingAndTheLongestUnusedGivesWay() {
        for (int i = 0; i < 3; i++) {
            assertThat(admitted(new LimitSubject("acc_" + i, "free"), SIXTY, 50))
                    .isEqualTo(50);
        }
        assertThat(admitted(new LimitSubject("acc_0", "free"), SIXTY, 5)).isEqualTo(5);
        assertThat(admitted(new LimitSubject("acc_3", "free"), SIXTY, 100)).isEqualTo(60);
        assertThat(admitted(new LimitSubject("acc_4", "free"), SIXTY, 100)).isEqualTo(60);
        assertThat(admitted(new LimitSubject("acc_0", "free"), SIXTY, 100)).isEqualTo(5);
        assertThat(admitted(new LimitSubject("acc_3", "free"), SIXTY, 100)).isZero();
        assertThat(limiter.size()).isEqualTo(3);
    }

    @Test
    void noHolderHasMoreWhileOthersGiveWay() throws Exception {
        Limit fifty = new Limit(50, Duration.ofHours(1));
        RateLimiter many = new RateLimiter(new QuotaLeases(none, new DatabaseClock(none)), time, 1000);
        List<Integer> admitted = atOnce(8, i -> {
            int in = 0;
            for (int round = 0; round < 2000; round++) {
                in += many.take(ACME, rate(fifty), true).exceeded() == null ? 1 : 0;
                many.take(new LimitSubject("acc_" + i + '_' + round, "free"), rate(fifty), true);
            }
            return in;
        });
        // It is used again and again, so each of 16,000 other limiters is removed before it.
        assertThat(admitted.stream().mapToInt(in -> in).sum()).isEqualTo(50);
        assertThat(many.size()).isEqualTo(1000);
    }

    @Test
    void onlyWhoHasAllAgainIsForgotten() {
        assertThat(admitted(ACME, SIXTY, 100)).isEqualTo(60);
        limiter.sweep();
        assertThat(admitted(ACME, SIXTY, 100)).isZero();
        time.pass(Duration.ofMinutes(62));
        limiter.sweep();
        assertThat(limiter.size()).isZero();
        assertThat(admitted(ACME, SIXTY, 100)).isEqualTo(60);
    }

    @Test
    void sweepsLetNobodyHaveMore() throws Exception {
        Limit one = new Limit(1, Duration.ofHours(1));
        for (int round = 0; round < 200; round++) {
            time.pass(Duration.ofHours(2));
            List<Integer> admitted = atOnce(8, i -> {
                if (i == 0) {
                    limiter.sweep();
                    return 0;
                }
                return admitted(ACME, one, 3);
            });
            assertThat(admitted.stream().mapToInt(in -> in).sum()).isEqualTo(1);
        }
    }
}
