package io.chatelaine.config;

import java.lang.System.Logger.Level;

/**
 * The deployment fails, on purpose. The reason is logged as one line, since servers bury the message of an exception
 * under the frames of their own.
 */
public final class StartupFailure extends RuntimeException {
    /** What the one line begins with; {@code scripts/run} looks for it. */
    public static final String MARK = "Chatelaine cannot start: ";

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(StartupFailure.class.getName());

    private StartupFailure(String reason) {
        super(MARK + reason);
    }

    /** Logs the reason and gives what to throw. */
    public static StartupFailure because(String reason) {
        LOG.log(Level.ERROR, "{0}{1}", MARK, reason);
        return new StartupFailure(reason);
    }
}
