package io.chatelaine.request;

/** The change waited for its turn for too long, because too many others were queued (503). */
public final class BusyException extends RequestException {
    private static final long serialVersionUID = 1L;

    public BusyException() {
        super("Too many changes are queued on this server. Nothing was done. Try again.");
    }
}
