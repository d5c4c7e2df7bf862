package io.chatelaine.request;

/** There is no application of that id, or it is not for this caller to see. */
public final class NoSuchApplicationException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    public NoSuchApplicationException() {
        super("There is no such application.");
    }
}
