package io.chatelaine.api.json;

/**
 * Marks the types of {@link JsonReader} and {@link JsonWriter}. It is more specific than {@code Object}, so JAX-RS
 * prefers them to the server's own providers.
 */
public interface JsonBody {}
