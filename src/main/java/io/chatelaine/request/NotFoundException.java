package io.chatelaine.request;

/** The object does not exist, or the caller may not see it (404). The answer is the same for both. */
public final class NotFoundException extends RequestException {
    private static final long serialVersionUID = 1L;

    private NotFoundException(String message) {
        super(message);
    }

    public static NotFoundException key() {
        return new NotFoundException("There is no such API key.");
    }

    public static NotFoundException account() {
        return new NotFoundException("There is no such account.");
    }

    public static NotFoundException application() {
        return new NotFoundException("There is no such application.");
    }
}
