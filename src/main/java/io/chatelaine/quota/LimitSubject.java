package io.chatelaine.quota;

/**
 * Who has the limits of a tier.
 *
 * @param id of an account, or of the first key of a chain of rotations
 */
public record LimitSubject(String id, String tier) {}
