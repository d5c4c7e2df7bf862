package io.chatelaine.logging;

import java.lang.System.Logger.Level;

/**
 * Runs the work of a timer. Its exceptions are logged and not rethrown, because a container may remove a timer that
 * fails twice.
 */
public final class TimerRun {
    private static final ThrottledLog LOG = new ThrottledLog(TimerRun.class);

    private TimerRun() {}

    /** The work of a timer. */
    public interface Work {
        void run() throws Exception;
    }

    /** @param timer the class of the timer, for the log */
    public static void of(Class<?> timer, Work work) {
        try {
            work.run();
        } catch (Exception | LinkageError e) {
            String name = timer.getSimpleName();
            LOG.log(Level.WARNING, name, name + " failed and runs again at its next time: " + e);
        }
    }
}
