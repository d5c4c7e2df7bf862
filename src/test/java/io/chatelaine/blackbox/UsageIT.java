package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Use of keys with time and count: counted in direct requests, for gateways and in an embedding application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("pair")
class UsageIT {
    /** Time limit: counts are written every five seconds, and the machine may be busy. */
    private static final int SECONDS = 30;

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api reader = tenant.client("keys:read");
    private final Api writer = tenant.client("keys:read", "keys:write");

    @AfterAll
    void close() {
        tenant.close();
    }

    private static String path(Issued key) {
        return "/v1/api-keys/" + key.id();
    }

    private JsonNode usage(Issued key, String query) {
        Answer answer = reader.get(path(key) + "/usage" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.data();
    }

    private JsonNode used(Issued key, int accepted, int unauthorized) {
        JsonNode usage = usage(key, "");
        for (int tenth = 0; tenth < 10 * SECONDS && !isUsed(usage, accepted, unauthorized); tenth++) {
            Server.pause(100);
            usage = usage(key, "");
        }
        return usage;
    }

    private static boolean isUsed(JsonNode usage, int accepted, int unauthorized) {
        return usage.path("accepted").asInt() >= accepted
                && usage.path("refused").path("unauthorized").asInt() >= unauthorized;
    }

    private static void assertCounts(JsonNode usage, int accepted, int unauthorized) {
        String refused = "{\"unauthorized\":" + unauthorized + ",\"forbidden\":0,\"rate_limited\":0}";
        assertThat(usage.path("accepted").asInt()).isEqualTo(accepted);
        assertThat(usage.path("refused").toString()).isEqualTo(refused);
        long sum = 0;
        for (JsonNode bucket : usage.path("buckets")) {
            sum += bucket.path("accepted").asInt()
                    + bucket.path("refused").path("unauthorized").asInt();
            assertThat(bucket.path("refused").size()).isEqualTo(3);
        }
        assertThat(sum).isEqualTo(accepted + unauthorized);
    }

    @Test
    void eachUseIsCountedOnceWhereverItWasAndWhateverBecameOfIt() throws IOException {
        Issued key = tenant.issue("used");
        Issued never = tenant.issue("never used");
        Issued revoked = tenant.issue("revoked");
        for (int i = 0; i < 3; i++) {
            assertThat(statusOnce("/v1/me", key)).isEqualTo(200);
        }
        assertThat(statusOnce("/v1/nothing", key)).isEqualTo(404);
        assertThat(statusOnce("/v1/api-keys", key)).isEqualTo(403);
        assertThat(statusOnce("/orders/v1/sets", key)).isEqualTo(200);
        assertThat(statusOnce("/v1/authorize", key, "X-Original-URI: /x", "X-Original-Method: GET"))
                .isEqualTo(204);
        assertThat(statusOnce("/v1/me", revoked)).isEqualTo(200);
        Answer end = writer.delete(path(revoked));
        assertThat(statusOnce("/v1/me", revoked)).isEqualTo(401);
        assertThat(statusOnce("/orders/v1/sets", revoked)).isEqualTo(401);

        JsonNode usage = used(key, 7, 0);
        JsonNode ended = used(revoked, 1, 2);
        assertCounts(usage, 7, 0);
        assertCounts(ended, 1, 2);
        assertCounts(usage(never, ""), 0, 0);
        assertThat(usage.path("revoked_at").isNull()).isTrue();
        assertThat(ended.path("revoked_at")).isEqualTo(end.data().path("revoked_at"));
        assertThat(usage(never, "").path("last_used").isNull()).isTrue();
        assertLastUse(key, usage, end);
    }

    /** Sends a request exactly once: {@link Api} repeats a GET if the connection ends without a response. */
    private int statusOnce(String path, Issued key, String... headers) throws IOException {
        String more = String.join(
                "", Stream.of(headers).map(header -> header + "\r\n").toList());
        String head =
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "X-API-Key: " + key.key();
        return Raw.once(server.port(), Raw.PROXY, head + "\r\n\r\n").status();
    }

    private void assertLastUse(Issued key, JsonNode usage, Answer end) {
        String last = usage.path("last_used").asText();
        assertThat(Instant.parse(last))
                .isBetween(
                        Instant.parse(key.answer().data().path("created_at").asText()),
                        Instant.parse(end.data().path("revoked_at").asText()));
        assertThat(reader.get(path(key)).data().path("last_used").asText()).isEqualTo(last);
        assertThat(tenant.client(key).get("/v1/me").data().path("last_used").asText())
                .isGreaterThanOrEqualTo(last);
        assertThat(writer.patch(path(key), "{\"name\":\"renamed\"}")
                        .data()
                        .path("last_used")
                        .asText())
                .isGreaterThanOrEqualTo(last);
        for (JsonNode listed : reader.get("/v1/api-keys").data()) {
            if (listed.path("name").asText().equals("never used")) {
                assertThat(listed.path("last_used").isNull()).isTrue();
            } else if (listed.path("id").asText().equals(key.id())) {
                assertThat(listed.path("last_used").asText()).isGreaterThanOrEqualTo(last);
            }
        }
        assertThat(reader.get(path(key)).data().has("still_used")).isFalse();
    }

    @Test
    void rotatedKeyTellsWhoStillUsesIt() {
        Issued old = tenant.issue("old");
        Issued leaking = tenant.issue("leaking");
        Api before = tenant.client(old);
        Api careless = tenant.client(leaking);
        assertThat(before.get("/v1/me", "User-Agent", "mover/1").status()).isEqualTo(200);
        used(old, 1, 0);
        for (Issued key : List.of(old, leaking)) {
            Answer made = writer.post(path(key) + "/rotate", "{\"grace\":\"PT1H\"}");
            assertThat(made.status()).isEqualTo(201);
            Api.KEYS_SEEN.add(made.data().path("key").asText());
        }
        JsonNode rotated = reader.get(path(old)).data();
        assertThat(rotated.path("last_used").isNull()).isFalse();
        assertThat(rotated.path("still_used").isNull()).isTrue();
        assertThat(before.get("/v1/me", "User-Agent", "straggler/2 (batch)").status())
                .isEqualTo(200);
        assertThat(careless.get("/v1/me", "User-Agent", "tool/3 " + leaking.key())
                        .status())
                .isEqualTo(200);

        used(old, 2, 0);
        used(leaking, 1, 0);
        JsonNode still = reader.get(path(old)).data().path("still_used");
        assertThat(still.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(still.path("user_agent").asText()).isEqualTo("straggler/2 (batch)");
        assertThat(still.path("last_used"))
                .isEqualTo(reader.get(path(old)).data().path("last_used"));
        JsonNode nameless = reader.get(path(leaking)).data().path("still_used");
        assertThat(nameless.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(nameless.path("user_agent").isNull()).isTrue();
        writer.delete(path(old));
        assertThat(reader.get(path(old)).data().has("still_used")).isFalse();
    }

    @Test
    void bucketsAreWholeAndAllThere() {
        Issued key = tenant.issue("buckets");
        JsonNode day = usage(key, "");
        Instant from = Instant.parse(day.path("from").asText());
        Duration length = Duration.between(from, Instant.parse(day.path("to").asText()));
        assertThat(length).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        assertThat(day.path("step").asText()).isEqualTo("hour");
        assertThat(day.path("buckets").size()).isEqualTo((int) length.toHours());
        for (int i = 0; i < day.path("buckets").size(); i++) {
            assertThat(day.path("buckets").path(i).path("from").asText())
                    .isEqualTo(from.plus(Duration.ofHours(i)).toString());
        }
        JsonNode days = usage(key, "?step=day&from=2026-02-27T23:59:59Z&to=2026-03-01T00:00:01Z");
        assertThat(days.path("buckets").findValuesAsText("from"))
                .containsExactly("2026-02-27T00:00:00Z", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z");
        assertThat(days.path("to").asText()).isEqualTo("2026-03-02T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step=week",
                "step=",
                "step=hour&step=day",
                "from=yesterday",
                "from=2026-11-24",
                "to=",
                "from=2026-11-24T00:00:00%2B99:00",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z",
                "step=day&from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=0001-01-01T00:00:00Z&to=0001-01-02T00:00:00Z",
                "to=9999-12-31T23:59:59Z",
            })
    void periodThatCannotBeIs400(String query) {
        Answer refused = reader.get(path(tenant.issue("odd")) + "/usage?" + query);
        assertProblem(refused, 400, "bad_request");
        assertThat(refused.json().path("detail").asText()).containsPattern("^(from|to|step) ");
    }

    @Test
    void whoMayNotIsToldSo() {
        Issued key = tenant.issue("mine");
        String usage = path(key) + "/usage";
        assertProblem(tenant.client("keys:write").get(usage), 403, "forbidden");
        assertProblem(Api.anonymous(server).get(usage), 401, "unauthorized");
        assertProblem(reader.post(usage, "{}"), 405, "method_not_allowed");
        try (Tenant other = new Tenant(server)) {
            assertProblem(other.client("keys:read").get(usage), 404, "not_found");
            assertProblem(Api.admin(server).get(other.path("/api-keys/" + key.id() + "/usage")), 404, "not_found");
        }
        assertThat(Api.admin(server)
                        .get(tenant.path("/api-keys/" + key.id() + "/usage"))
                        .data()
                        .path("id")
                        .asText())
                .isEqualTo(key.id());
    }
}
