package io.chatelaine.request;

import java.util.List;

/** What was asked for is well-formed but cannot be; says which members, and why. */
public final class InvalidRequestException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** One member and what is wrong with it. */
    public record FieldError(String field, String message) {}

    InvalidRequestException(List<FieldError> errors) {
        super("Some members of the request cannot be.");
        this.errors = List.copyOf(errors);
    }

    public static InvalidRequestException of(String field, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
