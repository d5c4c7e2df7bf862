package io.chatelaine.api.json;

/** Marks the body of a {@code PATCH}: its type may also be {@code application/merge-patch+json} (RFC 7396). */
public interface MergePatch extends JsonBody {}
