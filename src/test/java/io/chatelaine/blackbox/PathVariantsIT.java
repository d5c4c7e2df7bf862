package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No spelling of a path bypasses authentication: 5,000 spellings, each with five methods, without a key. */
@Tag("long")
class PathVariantsIT {
    private static final int COUNT = 5_000;
    private static final long SEED = 20_261_121;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS");

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api admin = tenant.client("admin");

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    void noneOf5000VariantsReachesAResourceWithoutAKey() throws IOException {
        String id = admin.issue("bystander").id();
        String before = admin.keys();
        List<String> reached = new ArrayList<>();
        Map<String, Integer> answers = new TreeMap<>();
        Steady connection = new Steady(server);
        List<String> paths = List.of("/v1/me", "/v1/api-keys", "/v1/metrics", "/metrics", "/v1/api-keys/" + id);
        for (String path : PathVariants.of(paths, COUNT, SEED)) {
            for (String method : METHODS) {
                Reply reply = connection.ask(method, path);
                String kind = kind(path, reply);
                answers.merge(kind, 1, Integer::sum);
                if (kind.equals("reached")) {
                    reached.add(method + ' ' + path + " -> " + reply.status() + ' ' + reply.body());
                }
            }
        }
        connection.close();
        assertThat(reached).as("seed %d, %s", SEED, answers).isEmpty();
        assertThat(answers.get("refused")).isGreaterThan(COUNT);
        assertThat(admin.keys()).isEqualTo(before);
    }

    @Test
    void sameVariantsWithAKeyDoReachResources() throws IOException {
        int reached = 0;
        for (String path : PathVariants.of(List.of("/v1/me"), 200, SEED)) {
            Reply reply = Raw.once(
                    server,
                    "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + server.adminKey()
                            + "\r\n\r\n");
            reached += kind(path, reply).equals("reached") ? 1 : 0;
        }
        assertThat(reached).isGreaterThan(10);
    }

    private static String kind(String path, Reply reply) {
        String decoded = decode(path).toLowerCase(Locale.ROOT);
        if (reply.header("X-Request-Id").isEmpty()) {
            // The mechanism marks every request that it handles. The connector answered this one, with a redirect or
            // an empty body, or WildFly with its public document, for reading only.
            boolean document = decoded.contains("openapi")
                    && (reply.body().startsWith("---\ncomponents:") || reply.status() == 405);
            return reply.body().isEmpty() || document || reply.status() == 301 ? "connector" : "reached";
        }
        if (reply.status() == 401 || reply.status() == 400) {
            return reply.isProblem() ? "refused" : "reached";
        }
        boolean open = decoded.contains("health") || decoded.contains("problems") || decoded.contains("openapi");
        return open && !reply.body().contains("\"success\":true") && reply.status() != 403 ? "public" : "reached";
    }

    private static String decode(String path) {
        return Pattern.compile("%([0-7][0-9a-fA-F])")
                .matcher(path)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
