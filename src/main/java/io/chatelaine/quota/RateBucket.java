package io.chatelaine.quota;

import io.chatelaine.config.Limit;
import io.chatelaine.quota.LimitStatus.Kind;
import io.chatelaine.quota.LimitStatus.Part;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;

/**
 * The token bucket of one subject's rate on this node. In any time T it admits at most {@code amount * (1 + T /
 * window)} requests, because a token bucket has no window whose edge a client can wait for.
 */
final class RateBucket {
    private static final long NANOS = 1_000_000_000;

    private final Bucket bucket;
    private Limit limit;

    RateBucket(Limit limit, TimeMeter time) {
        this.limit = limit;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth(limit))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Bandwidth bandwidth(Limit limit) {
        return Bandwidth.builder()
                .capacity(limit.amount())
                .refillGreedy(limit.amount(), limit.window())
                .build();
    }

    /** Changes the limit and keeps the proportion of remaining tokens. */
    void adopt(Limit other) {
        if (!other.equals(limit)) {
            bucket.replaceConfiguration(
                    BucketConfiguration.builder().addLimit(bandwidth(other)).build(),
                    TokensInheritanceStrategy.PROPORTIONALLY);
            limit = other;
        }
    }

    /** Takes a token if there is one. */
    ConsumptionProbe take() {
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    void giveBack() {
        bucket.addTokens(1);
    }

    Part left() {
        return left(bucket.getAvailableTokens());
    }

    Part left(long tokens) {
        long missing = tokens == 0 ? 1 : limit.amount() - tokens;
        return new Part(Kind.RATE, limit, tokens, ceil(missing * limit.seconds(), limit.amount()));
    }

    Part exceeded(ConsumptionProbe refused) {
        return new Part(Kind.RATE, limit, 0, Math.max(1, ceil(refused.getNanosToWaitForRefill(), NANOS)));
    }

    private static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
