package io.chatelaine.request;

/** The account has as many changes under way as it may (429): one of them is to end first. */
public final class TooManyChangesException extends RequestException {
    private static final long serialVersionUID = 1L;

    public TooManyChangesException(int most) {
        super("This account has " + most + " changes under way on this server, the most at once. Nothing was done:"
                + " try again when one of them has ended.");
    }
}
