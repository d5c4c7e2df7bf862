package io.chatelaine.request;

/** The object does not exist, or the caller may not see it (404). */
public abstract class NoSuchException extends RequestException {
    private static final long serialVersionUID = 1L;

    NoSuchException(String message) {
        super(message);
    }
}
