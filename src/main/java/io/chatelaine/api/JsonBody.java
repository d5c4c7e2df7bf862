package io.chatelaine.api;

/**
 * Marks what our own reader and writer take: being more specific than {@code Object}, it puts them before any that a
 * server brings along.
 */
interface JsonBody {}
