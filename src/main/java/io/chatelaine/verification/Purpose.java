package io.chatelaine.verification;

/** Purpose of a request, which decides if a limit applies. It depends on the servlet that serves the request. */
public enum Purpose {
    /** A resource of an application, here or behind a gateway: every limit applies. */
    APPLICATION,
    /** A resource of Chatelaine: limits apply, except to scope {@code admin}. */
    ADMINISTRATION,
    /** A call to Chatelaine that can revoke or narrow a right: no limit refuses it. */
    WITHDRAWAL
}
