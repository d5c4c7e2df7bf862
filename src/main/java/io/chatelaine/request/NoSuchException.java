package io.chatelaine.request;

/** There is no such thing for this caller (404). */
public abstract class NoSuchException extends RequestException {
    private static final long serialVersionUID = 1L;

    NoSuchException(String message) {
        super(message);
    }
}
