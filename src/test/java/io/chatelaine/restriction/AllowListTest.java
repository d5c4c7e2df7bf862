package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bounds on the work for the intersection of two lists, whatever their entries are. */
class AllowListTest {
    private static final AtomicInteger COMPARED = new AtomicInteger();

    /** A set of bits. It covers every superset of its bits. */
    private record Bits(long on) implements AllowList.Entry<Bits> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Bits meet(Bits other) {
            COMPARED.incrementAndGet();
            return new Bits(on | other.on);
        }

        @Override
        public int specificity() {
            return Long.bitCount(on);
        }
    }

    private static AllowList<Bits> list(IntFunction<Bits> entry) {
        return new AllowList<>(IntStream.range(0, 32).mapToObj(entry).toList());
    }

    @Test
    void listsThatHaveNothingButPairsInCommonAreComparedAFewTimesForEachPair() {
        AllowList<Bits> one = list(i -> new Bits(1L << i));
        AllowList<Bits> other = list(i -> new Bits(1L << (32 + i)));
        COMPARED.set(0);
        assertThat(one.meet(other, 32)).isNull();
        // Every pair three times, and the kept entries with each other.
        assertThat(COMPARED.get()).isLessThan(3 * 1024 + 33 * 33);
    }

    @Test
    void listsThatAllowTheSameOverAndOverAreComparedAsOften() {
        AllowList<Bits> one = list(i -> new Bits(1L << i | 1));
        AllowList<Bits> other = list(i -> new Bits(1L << i | 2));
        COMPARED.set(0);
        assertThat(one.meet(other, 32)).isEqualTo(new AllowList<>(List.of(new Bits(3))));
        assertThat(COMPARED.get()).isLessThan(4 * 1024);
    }

    @Test
    void whatALaterPairCoversIsLeftOutAndTheOrderIsThatOfTheLists() {
        AllowList<Bits> one = new AllowList<>(List.of(new Bits(0b1100), new Bits(0b0001), new Bits(0b10000)));
        AllowList<Bits> other = new AllowList<>(List.of(new Bits(0b0111), new Bits(0b0010)));
        // 1111 1110; 0111 0011; 10111 10010
        assertThat(one.meet(other, 3))
                .isEqualTo(new AllowList<>(List.of(new Bits(0b1110), new Bits(0b0011), new Bits(0b10010))));
        assertThat(one.meet(other, 2)).isNull();
    }
}
