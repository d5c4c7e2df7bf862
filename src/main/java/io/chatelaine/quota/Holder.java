package io.chatelaine.quota;

/**
 * Who has the limits of a tier.
 *
 * @param id of an account, or of the first key of a chain of rotations
 */
public record Holder(String id, String tier) {
    /** Who comes when there are more holders than a node keeps in mind: they share one allowance, so that none has more. */
    static Holder crowd(String tier) {
        return new Holder("", tier);
    }
}
