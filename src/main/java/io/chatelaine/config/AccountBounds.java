package io.chatelaine.config;

import java.util.Optional;

/**
 * How much one account may take of what all share.
 *
 * @param maxKeys how many keys may be neither revoked nor expired; empty if there is no bound
 * @param maxConcurrentChanges how many changes may be under way at once on each node, from 1 to 28
 */
public record AccountBounds(Optional<Integer> maxKeys, int maxConcurrentChanges) {}
