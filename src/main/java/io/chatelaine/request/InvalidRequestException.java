package io.chatelaine.request;

import java.util.List;

/** The request is well-formed, but some of its members are invalid (422); names them and says why. */
public final class InvalidRequestException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** One member and its error. */
    public record FieldError(String field, String message) {}

    InvalidRequestException(List<FieldError> errors) {
        super("The request is invalid: see `errors`.");
        this.errors = List.copyOf(errors);
    }

    public static InvalidRequestException of(String field, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
