package io.chatelaine.api.json;

/** The media types of request and response bodies. */
public final class JsonTypes {
    public static final String JSON = "application/json";

    /** RFC 7396. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private JsonTypes() {}
}
