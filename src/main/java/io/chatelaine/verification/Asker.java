package io.chatelaine.verification;

/** Who asks the gate, as far as its answer depends on that. */
public enum Asker {
    /** The door of this WAR, for a request that is served here. */
    DOOR,
    /** A gateway, for a request that is served elsewhere, whatever its path. */
    GATEWAY
}
