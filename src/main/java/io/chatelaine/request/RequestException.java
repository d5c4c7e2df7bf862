package io.chatelaine.request;

import jakarta.ejb.ApplicationException;

/** A refusal of a request: nothing is done, and the transaction is rolled back. */
@ApplicationException(rollback = true, inherited = true)
public abstract class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RequestException(String message) {
        super(message);
    }
}
