package io.chatelaine.config;

import java.lang.System.Logger.Level;

/**
 * Deliberate failure of the deployment. The reason is logged as one line, because servers print the message of an
 * exception among many frames.
 */
public final class StartupFailure extends RuntimeException {
    /** Start of that line; {@code scripts/run} searches the log for it. */
    public static final String MARK = "Chatelaine cannot start: ";

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(StartupFailure.class.getName());

    private StartupFailure(String reason) {
        super(MARK + reason);
    }

    /** Logs the reason and returns the exception to throw. */
    public static StartupFailure because(String reason) {
        LOG.log(Level.ERROR, "{0}{1}", MARK, reason);
        return new StartupFailure(reason);
    }
}
