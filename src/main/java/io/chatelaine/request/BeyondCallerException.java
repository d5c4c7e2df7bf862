package io.chatelaine.request;

/** The call would give what the caller may not give, whatever its scopes are. */
public final class BeyondCallerException extends RequestException {
    private static final long serialVersionUID = 1L;

    public BeyondCallerException(String message) {
        super(message);
    }
}
