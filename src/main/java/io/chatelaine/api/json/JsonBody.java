package io.chatelaine.api.json;

/**
 * Marks what our own reader and writer take: being more specific than {@code Object}, it puts them before any that a
 * server brings along.
 */
public interface JsonBody {}
