package io.chatelaine.change;

import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import java.time.Instant;

/** Check inside a transaction that its caller still has the rights with which it was authenticated. */
public interface CallerRecheck {
    /**
     * Locks the caller's row until the transaction ends: a concurrent revoke of the caller either precedes this change
     * (409) or sees its result.
     *
     * @return the database's time, read with the caller's row
     * @throws ConflictException if the caller is no longer active, or its rights have changed
     * @throws BeyondCallerException if the caller has been rotated
     */
    Instant require(Caller caller);
}
