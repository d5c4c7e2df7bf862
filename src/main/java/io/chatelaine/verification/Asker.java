package io.chatelaine.verification;

/** Who asks the gate, as far as its answer depends on that. */
public enum Asker {
    /** The door of this WAR, for a request that is served here. */
    DOOR,
    /** A gateway: what a test key does behind it is not for Chatelaine to roll back, so that it may be let to decide. */
    GATEWAY
}
