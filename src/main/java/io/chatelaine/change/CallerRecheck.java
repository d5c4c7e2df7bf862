package io.chatelaine.change;

import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import java.time.Instant;

/** Checks inside a transaction that its caller still has the rights that it was accepted with. */
public interface CallerRecheck {
    /**
     * Locks the caller's row until the transaction ends: a concurrent revoke of the caller either precedes this change
     * (409) or sees its result.
     *
     * @return the time of the database, read with the caller's row
     * @throws ConflictException if the caller is no longer active, or has other rights than it brings
     * @throws BeyondCallerException if the caller has been rotated
     */
    Instant require(Caller caller);
}
