package io.chatelaine.gateway;

import io.chatelaine.verification.VerifiedKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Headers that identify a key to the application behind a gateway. A header without a value is omitted. */
final class IdentityHeaders {
    private IdentityHeaders() {}

    static Map<String, String> headers(VerifiedKey key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Chatelaine-Account", key.accountSlug());
        headers.put("X-Chatelaine-Account-Id", key.accountId());
        headers.put("X-Chatelaine-Key-Id", key.keyId());
        headers.put("X-Chatelaine-Key-Name", percentEncode(key.keyName()));
        headers.put("X-Chatelaine-Environment", key.environment().text());
        String tier = key.tier();
        if (tier != null) {
            headers.put("X-Chatelaine-Tier", tier);
        }
        if (!key.scopes().list().isEmpty()) {
            headers.put("X-Chatelaine-Scopes", key.scopes().text());
        }
        return headers;
    }

    private static String percentEncode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
