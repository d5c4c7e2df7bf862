package io.chatelaine.management;

/** There is no application of that id, or it is not for this caller to see. */
public final class NoSuchApplicationException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    NoSuchApplicationException() {
        super("There is no such application.");
    }
}
