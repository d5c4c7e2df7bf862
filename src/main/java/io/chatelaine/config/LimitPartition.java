package io.chatelaine.config;

/** Who has the limits of a tier. */
public enum LimitPartition {
    /** All keys of an account that are of the tier share them: making more keys gives nothing. */
    ACCOUNT,
    /** Each key has its own, and hands it on to the key that it is rotated to: rotating gives nothing. */
    KEY
}
