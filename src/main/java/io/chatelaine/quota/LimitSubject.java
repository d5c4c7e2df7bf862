package io.chatelaine.quota;

/**
 * The subject that the limits of a tier count.
 *
 * @param id id of an account, or of the first key of a chain of rotations
 */
public record LimitSubject(String id, String tier) {}
