package io.chatelaine.request;

/** So many changes wait for their turn that this one's did not come (503). */
public final class BusyException extends RequestException {
    private static final long serialVersionUID = 1L;

    public BusyException() {
        super("Too many changes wait for their turn on this server. Nothing was done: try again.");
    }
}
