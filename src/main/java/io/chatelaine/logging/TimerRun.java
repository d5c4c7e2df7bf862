package io.chatelaine.logging;

import java.lang.System.Logger.Level;

/**
 * Runs the work of a timer. Whatever it throws is logged and goes no further: a container that sees a timer fail twice never
 * calls it again.
 */
public final class TimerRun {
    private static final ThrottledLog LOG = new ThrottledLog(TimerRun.class);

    private TimerRun() {}

    /** The work of a timer. */
    public interface Work {
        void run() throws Exception;
    }

    /** @param timer whose work it is */
    public static void of(Class<?> timer, Work work) {
        try {
            work.run();
        } catch (Exception | LinkageError e) {
            String name = timer.getSimpleName();
            LOG.log(Level.WARNING, name, name + " failed, and runs again when it is due: " + e);
        }
    }
}
