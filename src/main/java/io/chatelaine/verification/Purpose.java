package io.chatelaine.verification;

/** What a request is for, as far as a limit depends on it. {@code security} tells it by the servlet that serves the request. */
public enum Purpose {
    /** A resource of an application, here or behind a gateway: each limit holds. */
    APPLICATION,
    /** A resource of Chatelaine's own: a limit holds, except for an administrator. */
    ADMINISTRATION,
    /** A resource of Chatelaine's own, by a call that can take something away: no limit refuses it. */
    WITHDRAWAL
}
