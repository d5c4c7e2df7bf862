package io.chatelaine.request;

/** The cursor, limit or status of a list is none that the server could have given or understood. */
public final class BadQueryException extends ManagementException {
    private static final long serialVersionUID = 1L;

    public BadQueryException(String message) {
        super(message);
    }

    public static BadQueryException noSuchCursor() {
        return new BadQueryException("cursor is not one of this list's");
    }
}
