package io.chatelaine.change;

import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;

/** Checks inside a transaction that its caller may still do what it could when it was let in. */
public interface CallerRecheck {
    /**
     * Locks the caller's row until the transaction ends.
     *
     * @throws ConflictException if the caller is no longer good, or has other rights than it brings
     * @throws BeyondCallerException if another key has taken its place
     */
    void require(Caller caller);
}
