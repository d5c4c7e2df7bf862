package io.chatelaine.management;

import io.chatelaine.key.Scopes;

/** The call would hand on scopes that the caller does not have. */
public final class MissingScopeException extends ManagementException {
    private static final long serialVersionUID = 1L;

    private final Scopes needed;

    MissingScopeException(Scopes needed) {
        super("A key can hand on no scope that it does not have itself.");
        this.needed = needed;
    }

    /** The scopes that the caller would have to have. */
    public Scopes needed() {
        return needed;
    }
}
