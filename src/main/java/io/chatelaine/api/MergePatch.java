package io.chatelaine.api;

/** Marks the body of a {@code PATCH}: it may come as {@code application/merge-patch+json} (RFC 7396) as well. */
interface MergePatch extends JsonBody {}
