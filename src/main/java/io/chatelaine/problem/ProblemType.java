package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import java.util.Optional;

/** Every kind of error there is. Each is a page at {@code /problems/SLUG} that tells a client's author what to do. */
public enum ProblemType {
    MISSING_API_KEY(
            "missing-api-key",
            401,
            "unauthorized",
            "Missing API key",
            "The request came without an API key.",
            "Send your key in one of the headers that the WWW-Authenticate header of the answer names."),
    INVALID_API_KEY(
            "invalid-api-key",
            401,
            "unauthorized",
            "Invalid or inactive API key",
            "The key is mistyped, unknown, revoked, expired, disabled or made for another environment; which of them is not told.",
            "Check that the key was copied whole. If it was, ask whoever issued it, with the request_id of the answer."),
    KEY_IN_QUERY(
            "key-in-query",
            400,
            "bad_request",
            "API key in the query string",
            "The query string looks as if it carried a key. Such URLs end up in logs and browser histories, so they are refused whether or not the key is good.",
            "Send the key in a header, and replace it: a key that has been in a URL is no secret any more."),
    DUPLICATE_CREDENTIALS(
            "duplicate-credentials",
            400,
            "bad_request",
            "More than one credential",
            "A header that carries the key was sent twice, or two headers carried different keys, and it is not clear which counts.",
            "Send exactly one key, once."),
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "bad_request",
            "Malformed request",
            "The request cannot be read as what it ought to be.",
            "Correct what the detail of the answer names."),
    INSUFFICIENT_SCOPE(
            "insufficient-scope",
            403,
            "forbidden",
            "API key lacks a scope",
            "The key is good, but it does not have the scope that this call needs.",
            "Use a key with that scope. The WWW-Authenticate header of the answer names it."),
    FORBIDDEN(
            "forbidden",
            403,
            "forbidden",
            "Not allowed for this API key",
            "The key is good, but what it asks for goes beyond its own rights.",
            "Use a key that has the rights."),
    RESTRICTED(
            "restricted",
            403,
            "forbidden",
            "API key is restricted",
            "The key is good, but it may be used from certain addresses, from certain pages or for certain calls only, and this request is none of them.",
            "The detail of the answer says which of the three it is. Use the key where it is meant to be used, or ask whoever issued it to change its restrictions."),
    GATEWAY_NOT_BELIEVED(
            "gateway-not-believed",
            403,
            "forbidden",
            "Gateway not believed",
            "A gateway asked about another request, from an address or in a way that this server is not set to believe.",
            "Tell the operator of the gateway: chatelaine.trusted-proxies must name its address, and chatelaine.authorize.dialect the way in which it asks."),
    NOT_FOUND(
            "not-found",
            404,
            "not_found",
            "Not found",
            "There is nothing here for this key.",
            "Check the path and the id."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "method_not_allowed",
            "Method not allowed",
            "The resource exists, but not for this method.",
            "Use one of the methods in the Allow header of the answer."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "request_timeout",
            "Request timeout",
            "The body did not arrive in time.",
            "Send the request again, with its whole body at once."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "not_acceptable",
            "Not acceptable",
            "The resource has no representation that the Accept header allows.",
            "Accept application/json."),
    CONFLICT(
            "conflict",
            409,
            "conflict",
            "Conflict",
            "The state of the resource does not allow the change.",
            "Read the detail of the answer, then the resource, and decide again."),
    TOO_LARGE(
            "too-large",
            413,
            "too_large",
            "Request too large",
            "The body is larger than this call takes.",
            "Send at most 16 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            415,
            "unsupported_media_type",
            "Unsupported media type",
            "The body is not of a type that this call takes, or does not say its type.",
            "Send JSON in UTF-8 with Content-Type: application/json."),
    INVALID(
            "invalid",
            422,
            "invalid",
            "Invalid request",
            "The request is well-formed, but some of its members cannot be.",
            "Correct the members that errors names."),
    RATE_LIMITED(
            "rate-limited",
            429,
            "rate_limited",
            "Too many requests",
            "The key has used up what it may ask for in this time.",
            "Wait for the seconds that the Retry-After header names, and ask less often."),
    INTERNAL(
            "internal",
            500,
            "internal",
            "Internal error",
            "The server made a mistake. Nothing was changed, or the change is whole.",
            "Try again; if it stays, tell the operator the request_id."),
    UNAVAILABLE(
            "unavailable",
            503,
            "unavailable",
            "Temporarily unavailable",
            "The server cannot answer now, mostly since its database does not. It says neither yes nor no to any key.",
            "Try again after the seconds that the Retry-After header names.");

    private final String slug;
    private final int status;
    private final String code;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(String slug, int status, String code, String title, String meaning, String remedy) {
        this.slug = slug;
        this.status = status;
        this.code = code;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The type of that slug. */
    public static Optional<ProblemType> ofSlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug.equals(slug)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The general type for a status that something else than our own code chose; an unknown one is told as the nearest. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> INVALID_API_KEY;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405, 501 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID;
            case 429 -> RATE_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
        };
    }

    public String path() {
        return "/problems/" + slug;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** The title as this house words it. */
    public String title(Wording wording) {
        return status == 403 ? wording.forbiddenTitle().orElse(title) : title;
    }

    public String meaning() {
        return meaning;
    }

    public String remedy() {
        return remedy;
    }
}
