package io.chatelaine.request;

/** The account has as many changes running as it may have; one of them must end first (429). */
public final class TooManyChangesException extends RequestException {
    private static final long serialVersionUID = 1L;

    public TooManyChangesException(int most) {
        super("This account has " + most + " changes running on this server, which is the maximum. Nothing was done."
                + " Try again when one of them has ended.");
    }
}
