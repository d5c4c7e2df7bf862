package io.chatelaine.config;

/** A setting has a value that it cannot have; the message says which, the value, and the values allowed. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String name, String value, String allowed) {
        super(name + " is \"" + value + "\"; allowed: " + allowed);
    }
}
