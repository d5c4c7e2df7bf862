package io.chatelaine.testing;

import io.chatelaine.testing.Application.Answer;
import java.util.List;

/** A stand-in for Chatelaine that knows one key, for tests of how nginx handles Chatelaine's responses. */
public final class Doorman {
    public static final String KEY = "ck_live_0123456789abcdefghijABCDEFGHIJ123456";
    public static final String NO = "{\"title\":\"no\"}";

    private Doorman() {}

    public static Application start() {
        return Application.start(seen -> {
            List<String> keys = seen.headers().getOrDefault("X-API-Key", List.of());
            return keys.equals(List.of(KEY)) ? yes() : no(keys.size() > 1 ? 400 : 401);
        });
    }

    public static Answer yes() {
        return Answer.of(
                204,
                "",
                "X-Chatelaine-Key-Id",
                "key_1",
                "X-Chatelaine-Account",
                "acme",
                "X-Request-Id",
                "req_1",
                "RateLimit",
                "\"rate\";r=1;t=1");
    }

    /** @param status of the problem; the response to nginx has the status 401 or 403 */
    public static Answer no(int status, String... more) {
        String[] headers = new String[more.length + 6];
        String[] own = {
            "X-Chatelaine-Status", String.valueOf(status), "X-Chatelaine-Problem", NO, "X-Request-Id", "req_2"
        };
        System.arraycopy(own, 0, headers, 0, own.length);
        System.arraycopy(more, 0, headers, own.length, more.length);
        return Answer.of(status == 401 ? 401 : 403, NO, headers);
    }
}
