package io.chatelaine.api;

/** The media types of bodies. */
final class JsonTypes {
    static final String JSON = "application/json";

    /** RFC 7396. */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private JsonTypes() {}
}
