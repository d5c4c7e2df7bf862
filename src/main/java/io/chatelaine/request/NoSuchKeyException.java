package io.chatelaine.request;

/** The caller's account has no such key; whether another has, nobody learns. */
public final class NoSuchKeyException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    public NoSuchKeyException() {
        super("There is no such API key.");
    }
}
