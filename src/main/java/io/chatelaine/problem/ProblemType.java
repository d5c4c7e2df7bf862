package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import java.util.Optional;

/** The types of problems. Each has a page at {@code /problems/SLUG} for the author of a client. */
public enum ProblemType {
    MISSING_API_KEY(
            "missing-api-key",
            401,
            "unauthorized",
            "Missing API key",
            "The request has no API key.",
            "Send your key in one of the headers that the WWW-Authenticate header of the response names."),
    INVALID_API_KEY(
            "invalid-api-key",
            401,
            "unauthorized",
            "Invalid or inactive API key",
            "The key is mistyped, unknown, revoked, expired, disabled or for another environment."
                    + " The response does not say which.",
            "Check that the whole key was copied."
                    + " If it was, send the request_id of the response to the issuer of the key."),
    KEY_IN_QUERY(
            "key-in-query",
            400,
            "bad_request",
            "API key in the query string",
            "The query string seems to contain a key. URLs are stored in logs and browser histories,"
                    + " so the request is refused whether or not the key is valid.",
            "Send the key in a header, and replace the key: a key that was in a URL is no longer secret."),
    DUPLICATE_CREDENTIALS(
            "duplicate-credentials",
            400,
            "bad_request",
            "More than one credential",
            "A header with a key was sent twice, or two headers have different keys."
                    + " It is unclear which key counts.",
            "Send exactly one key, once."),
    MALFORMED_REQUEST(
            "malformed-request",
            400,
            "bad_request",
            "Malformed request",
            "The request is malformed.",
            "Correct the fault that the detail of the response names."),
    INSUFFICIENT_SCOPE(
            "insufficient-scope",
            403,
            "forbidden",
            "API key lacks a scope",
            "The key is valid, but it lacks the scope that this call needs.",
            "Use a key with that scope. The WWW-Authenticate header of the response names it."),
    FORBIDDEN(
            "forbidden",
            403,
            "forbidden",
            "Not allowed for this API key",
            "The key is valid, but the request exceeds its rights.",
            "Use a key with the required rights."),
    RESTRICTED(
            "restricted",
            403,
            "forbidden",
            "API key is restricted",
            "The key is valid, but it is restricted to certain addresses, pages or calls,"
                    + " and this request does not match.",
            "The detail of the response says if the address, the page or the call does not match."
                    + " Send a request that matches, or ask the issuer of the key to change its restrictions."),
    GATEWAY_NOT_BELIEVED(
            "gateway-not-believed",
            403,
            "forbidden",
            "Gateway not believed",
            "A gateway asked about another request,"
                    + " but the settings of this server do not trust its address or its way of asking.",
            "Ask the operator of the gateway: chatelaine.trusted-proxies must name its address,"
                    + " and chatelaine.authorize.dialect its way of asking."),
    NOT_FOUND(
            "not-found",
            404,
            "not_found",
            "Not found",
            "The resource does not exist for this key.",
            "Check the path and the id."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "method_not_allowed",
            "Method not allowed",
            "The resource does not support this method.",
            "Use one of the methods in the Allow header of the response."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "request_timeout",
            "Request timeout",
            "The body did not arrive in time.",
            "Send the request again with its whole body at once."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            406,
            "not_acceptable",
            "Not acceptable",
            "The resource has no representation that the Accept header allows.",
            "Send the header Accept: application/json."),
    CONFLICT(
            "conflict",
            409,
            "conflict",
            "Conflict",
            "The state of the resource does not allow the change.",
            "Read the detail of the response, then read the resource, and decide again."),
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
            "The media type of the body is missing, or this call does not support it.",
            "Send JSON in UTF-8 with Content-Type: application/json."),
    INVALID(
            "invalid",
            422,
            "invalid",
            "Invalid request",
            "The request is well-formed, but some of its members are invalid.",
            "Correct the members that errors lists."),
    RATE_LIMITED(
            "rate-limited",
            429,
            "rate_limited",
            "Too many requests",
            "The key has sent more requests than its limits allow.",
            "Wait for the seconds in the Retry-After header, and send requests less often."),
    INTERNAL(
            "internal",
            500,
            "internal",
            "Internal error",
            "The server failed. Either nothing was changed, or the change is complete.",
            "Try again. If the error persists, send the request_id to the operator."),
    UNAVAILABLE(
            "unavailable",
            503,
            "unavailable",
            "Temporarily unavailable",
            "The server cannot respond now, usually because its database is unavailable."
                    + " It neither accepts nor refuses any key.",
            "Try again after the seconds in the Retry-After header.");

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

    /** Returns the type with that slug; empty if no type has it. */
    public static Optional<ProblemType> ofSlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug.equals(slug)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns the general type for a status that the container or a library chose; the nearest type if unknown. */
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

    /** Returns the title with the administrator's wording. */
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
