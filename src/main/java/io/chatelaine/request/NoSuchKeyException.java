package io.chatelaine.request;

/** The account has no such key. The answer is the same if another account has it. */
public final class NoSuchKeyException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    public NoSuchKeyException() {
        super("There is no such API key.");
    }
}
