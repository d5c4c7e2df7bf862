package io.chatelaine.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottledLogTest {
    private final List<String> lines = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private final ThrottledLog log = new ThrottledLog(new Recorded(), () -> now);

    @Test
    void kindHasOneLineAMinuteAndTheNextOneTellsHowManyWereLeftOut() {
        for (int i = 0; i < 1000; i++) {
            log.log(Level.WARNING, "a", "first");
        }
        now += 59_999_999_999L;
        log.log(Level.WARNING, "a", "too early");
        now += 1;
        log.log(Level.WARNING, "a", "next");
        now += 60_000_000_000L;
        log.log(Level.WARNING, "a", "last");
        assertThat(lines).containsExactly("first", "next (and 1000 more of this kind before)", "last");
    }

    @Test
    void kindsDoNotSilenceEachOther() {
        log.log(Level.WARNING, "a", "one");
        log.log(Level.WARNING, "b", "two", new IllegalStateException("why"));
        assertThat(lines).containsExactly("one", "two java.lang.IllegalStateException: why");
    }

    @Test
    void kindsBeyondTheMostShareALine() {
        for (int i = 0; i < 10_000; i++) {
            log.log(Level.WARNING, "kind " + i, "line");
        }
        assertThat(lines).hasSize(ThrottledLog.MOST_KINDS + 1);
    }

    @Test
    void whatIsNotLoggedIsNotCounted() {
        log.log(Level.DEBUG, "a", "unseen");
        log.log(Level.WARNING, "a", "seen");
        assertThat(lines).containsExactly("seen");
    }

    private final class Recorded implements System.Logger {
        @Override
        public String getName() {
            return "recorded";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            lines.add(message + ' ' + thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object @Nullable ... parameters) {
            lines.add(format);
        }
    }
}
