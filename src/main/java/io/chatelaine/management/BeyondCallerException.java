package io.chatelaine.management;

/** The call would give more than the caller has. */
public final class BeyondCallerException extends ManagementException {
    private static final long serialVersionUID = 1L;

    BeyondCallerException(String message) {
        super(message);
    }
}
