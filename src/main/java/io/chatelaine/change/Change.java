package io.chatelaine.change;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.ChangeRecorder.Touched;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Change inside its transaction: its time, its audit entries, and the keys that other nodes must look up again. */
public final class Change {
    private final ChangeRecorder recorder;
    private final AuditContext context;
    private final Set<Lock> locks;
    private final Instant now;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> accounts = new LinkedHashSet<>();

    Change(ChangeRecorder recorder, AuditContext context, Set<Lock> locks, Instant now) {
        this.recorder = recorder;
        this.context = context;
        this.locks = locks;
        this.now = now;
    }

    /** Returns the time of the whole change, by the database's clock, in UTC. */
    public Instant now() {
        return now;
    }

    public Actor actor() {
        return context.actor();
    }

    /** Adds an audit entry. */
    public void audit(String accountId, AuditAction action, String objectId) {
        audit(action, List.of(new Touched(accountId, objectId)), null);
    }

    /**
     * Adds an audit entry for each object, in few statements.
     *
     * @param note the reason from the caller; null if absent
     */
    public void audit(AuditAction action, List<Touched> all, @Nullable String note) {
        recorder.record(context, action, all, note);
    }

    /**
     * Schedules the epoch of these keys, which is written at the end of the transaction. Call it for every change of a
     * column that the look-up of a key reads: a right that is given is as wrong in another node's memory as one taken.
     */
    public void invalidate(Collection<String> keyIds) {
        keys.addAll(keyIds);
    }

    /** Schedules the epoch of all keys of an account: see {@link #invalidate}. */
    public void invalidateAccount(String accountId) {
        accounts.add(accountId);
    }

    /** Returns whether the change holds {@link Lock#ADMIN_KEYS}. */
    public boolean holdsAdminKeys() {
        return locks.contains(Lock.ADMIN_KEYS);
    }

    /**
     * Requires {@link Lock#ADMIN_KEYS}.
     *
     * @throws ConcurrentChangeException if the change does not hold it: the change is rolled back and run again with it
     */
    public void requireAdminKeys() {
        if (!holdsAdminKeys()) {
            throw ConcurrentChangeException.withoutAdminKeysLock();
        }
    }

    /** Writes the epoch. Its row stays locked until the commit, so that the order of commits is the order of epochs. */
    void finish() {
        if (!keys.isEmpty()) {
            recorder.keysChanged(keys);
        }
        accounts.forEach(recorder::accountChanged);
    }
}
