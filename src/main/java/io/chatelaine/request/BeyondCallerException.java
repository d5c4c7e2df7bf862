package io.chatelaine.request;

/** The call would give a right that the caller lacks or may not give; no scope changes that (403). */
public final class BeyondCallerException extends RequestException {
    private static final long serialVersionUID = 1L;

    public BeyondCallerException(String message) {
        super(message);
    }
}
