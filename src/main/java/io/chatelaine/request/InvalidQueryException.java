package io.chatelaine.request;

/** The cursor, limit or status of a list is none that the server could have given or understood. */
public final class InvalidQueryException extends RequestException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }

    public static InvalidQueryException noSuchCursor() {
        return new InvalidQueryException("cursor is not one of this list's");
    }
}
