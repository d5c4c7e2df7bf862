package io.chatelaine.request;

/** No application has that id, or the caller may not see it. */
public final class NoSuchApplicationException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    public NoSuchApplicationException() {
        super("There is no such application.");
    }
}
