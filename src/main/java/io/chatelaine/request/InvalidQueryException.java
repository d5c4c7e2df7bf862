package io.chatelaine.request;

/** A query parameter is invalid, for example the cursor, limit or status of a list (400). */
public final class InvalidQueryException extends RequestException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }

    public static InvalidQueryException noSuchCursor() {
        return new InvalidQueryException("cursor must be the next_cursor of a page of this list");
    }
}
