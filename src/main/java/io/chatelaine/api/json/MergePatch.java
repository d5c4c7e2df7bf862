package io.chatelaine.api.json;

/** Marks the body of a {@code PATCH}: it may come as {@code application/merge-patch+json} (RFC 7396) as well. */
public interface MergePatch extends JsonBody {}
