package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of the tier gated-1 are issued only to accounts that an administrator has approved. */
class PartnerReviewIT {
    private static final String PATH = "/v1/partner-applications";
    private static final String GATED = "{\"name\":\"k\",\"tier\":\"gated-1\"}";
    private static final String ASKED =
            "{\"use_case\":\"Prices of cards,\\nfor a shop\",\"expected_volume\":\"10 000 a day\"}";

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Tenant other = new Tenant(server);
    private final Api writer = tenant.client("keys:read", "keys:write");

    @AfterEach
    void close() {
        tenant.close();
        other.close();
    }

    private static Answer made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        if (answer.data().has("key")) {
            Api.KEYS_SEEN.add(answer.data().path("key").asText());
        }
        return answer;
    }

    private static String apply(Api by) {
        return made(by.post(PATH, ASKED)).data().path("id").asText();
    }

    private static List<String> ids(Answer list) {
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        list.data().forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }

    @Test
    void keyIsMadeAfterApprovalAndNotBefore() {
        assertProblem(writer.post("/v1/api-keys", GATED), 403, "forbidden");
        assertProblem(admin.post(tenant.path("/api-keys"), GATED), 403, "forbidden");
        Answer applied = made(writer.post(PATH, ASKED));
        String id = applied.data().path("id").asText();
        assertThat(id).matches("app_[0-9A-Za-z]{22}");
        assertThat(applied.header("Location")).isEqualTo(PATH + "/" + id);
        JsonNode data = applied.data();
        assertThat(data.path("account").asText()).isEqualTo(tenant.slug());
        assertThat(data.path("use_case").asText()).isEqualTo("Prices of cards,\nfor a shop");
        assertThat(data.path("expected_volume").asText()).isEqualTo("10 000 a day");
        assertThat(data.path("status").asText()).isEqualTo("pending");
        assertThat(data.path("created_at").asText()).matches("[0-9-]{10}T[0-9:]{8}Z");
        for (String member : List.of("reason", "decided_at")) {
            assertThat(data.path(member).isNull()).as(member).isTrue();
        }
        assertProblem(writer.post("/v1/api-keys", GATED), 403, "forbidden");
        assertProblem(writer.post(PATH, ASKED), 409, "conflict");

        Answer approved = admin.post(PATH + "/" + id + "/approve", "");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.data().path("status").asText()).isEqualTo("approved");
        assertThat(approved.data().path("decided_at").isTextual()).isTrue();
        made(writer.post("/v1/api-keys", GATED));
        made(admin.post(tenant.path("/api-keys"), GATED));
        // The approval is for that account only, and final.
        assertProblem(admin.post(other.path("/api-keys"), GATED), 403, "forbidden");
        assertProblem(admin.post(PATH + "/" + id + "/approve", ""), 409, "conflict");
        assertProblem(admin.post(PATH + "/" + id + "/refuse", "{\"reason\":\"late\"}"), 409, "conflict");
        assertProblem(writer.post(PATH, ASKED), 409, "conflict");
    }

    @Test
    void whoIsRefusedLearnsWhyAndMayApplyAgain() {
        String id = apply(writer);
        Answer refused = admin.post(PATH + "/" + id + "/refuse", "{\"reason\":\"Say more\"}");
        assertThat(refused.status()).isEqualTo(200);
        JsonNode seen = writer.get(PATH + "/" + id).data();
        assertThat(seen).isEqualTo(refused.data());
        assertThat(seen.path("status").asText()).isEqualTo("refused");
        assertThat(seen.path("reason").asText()).isEqualTo("Say more");
        assertProblem(writer.post("/v1/api-keys", GATED), 403, "forbidden");
        assertProblem(admin.post(PATH + "/" + id + "/approve", ""), 409, "conflict");
        String again = apply(writer);
        assertThat(ids(writer.get(PATH))).containsExactly(again, id);
        assertThat(ids(writer.get(PATH + "?status=pending"))).containsExactly(again);
        assertThat(ids(writer.get(PATH + "?status=refused"))).containsExactly(id);
        assertThat(ids(writer.get(PATH + "?status=approved"))).isEmpty();
    }

    @Test
    void administratorSeesAllAndOthersTheirOwn() {
        Api stranger = other.client("keys:read", "keys:write");
        String id = apply(writer);
        String others = apply(stranger);
        assertThat(ids(writer.get(PATH))).containsExactly(id);
        assertThat(ids(stranger.get(PATH))).containsExactly(others);
        assertThat(ids(admin.get(PATH + "?status=pending&limit=2"))).containsExactly(others, id);
        Answer first = admin.get(PATH + "?limit=1");
        assertThat(ids(first)).containsExactly(others);
        assertThat(ids(admin.get(PATH + "?limit=1&cursor="
                        + first.json().path("next_cursor").asText())))
                .containsExactly(id);
        assertThat(admin.get(PATH + "/" + id).data().path("account").asText()).isEqualTo(tenant.slug());

        Answer unknown = writer.get(PATH + "/app_0000000000000000000000");
        assertProblem(unknown, 404, "not_found");
        assertThat(TableCell.text(writer.get(PATH + "/" + others))).isEqualTo(TableCell.text(unknown));
        assertProblem(writer.get(PATH + "?cursor=" + others), 400, "bad_request");
        for (String query : List.of("?status=active", "?status=", "?limit=0", "?status=all&status=all")) {
            assertProblem(admin.get(PATH + query), 400, "bad_request");
        }
    }

    @Test
    void onlyAnAdministratorDecidesAndNoTestKeyDoesAnything() {
        String id = apply(writer);
        Api tester = tenant.client(tenant.issueTest("tester", "keys:read", "keys:write"));
        Api testAdmin = tenant.client(tenant.issueTest("test admin", "admin"));
        for (Api who : List.of(writer, tester, testAdmin)) {
            assertProblem(who.post(PATH + "/" + id + "/approve", ""), 403, "forbidden");
            assertProblem(who.post(PATH + "/" + id + "/refuse", "{\"reason\":\"x\"}"), 403, "forbidden");
        }
        assertProblem(other.client("keys:read").post(PATH, ASKED), 403, "forbidden");
        assertProblem(other.client(other.issueTest("t", "keys:write")).post(PATH, ASKED), 403, "forbidden");
        assertProblem(other.client("keys:write").get(PATH), 403, "forbidden");
        assertThat(writer.get(PATH + "/" + id).data().path("status").asText()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"use_case\":\"x\"}",
                "{\"expected_volume\":\"x\"}",
                "{\"use_case\":\"\",\"expected_volume\":\"x\"}",
                "{\"use_case\":\" \\n\",\"expected_volume\":\"x\"}",
                "{\"use_case\":\"a\\u0000\",\"expected_volume\":\"x\"}",
                "{\"use_case\":\"x\",\"expected_volume\":\"\\u202e\"}",
                "{\"use_case\":\"mine is ck_live_\",\"expected_volume\":\"x\"}",
                "{\"use_case\":\"x\",\"expected_volume\":\"x\",\"status\":\"approved\"}",
                "{\"use_case\":\"x\",\"expected_volume\":\"x\",\"account\":\"default\"}",
            })
    void whatCannotBeIsNotTaken(String body) {
        assertProblem(writer.post(PATH, body), 422, "invalid");
        assertThat(ids(writer.get(PATH))).isEmpty();
    }

    @Test
    void textsAreKeptWholeUpToTheirLengthAndNoLonger() {
        String most = "ä".repeat(2000);
        assertProblem(writer.post(PATH, body(most + "x", "1")), 422, "invalid");
        assertProblem(writer.post(PATH, body("x", "1".repeat(201))), 422, "invalid");
        for (String odd : List.of("", "[]", "null", "{\"use_case\":1,\"expected_volume\":1}", body("x", null))) {
            assertProblem(writer.post(PATH, odd), 400, "bad_request");
        }
        for (String volume : List.of("1.5", "true", "[1]", "{}")) {
            assertProblem(
                    writer.post(PATH, "{\"use_case\":\"x\",\"expected_volume\":" + volume + "}"), 400, "bad_request");
        }
        String id = made(writer.post(PATH, "{\"use_case\":\"" + most + "\",\"expected_volume\":1000000}"))
                .data()
                .path("id")
                .asText();
        JsonNode kept = writer.get(PATH + "/" + id).data();
        assertThat(kept.path("use_case").asText()).isEqualTo(most);
        assertThat(kept.path("expected_volume").asText()).isEqualTo("1000000");
        for (String reason : List.of("{}", "{\"reason\":\"\"}", "{\"reason\":\"" + "x".repeat(1001) + "\"}")) {
            assertProblem(admin.post(PATH + "/" + id + "/refuse", reason), 422, "invalid");
        }
    }

    private static String body(String useCase, @org.jspecify.annotations.Nullable String volume) {
        return Api.JSON
                .createObjectNode()
                .put("use_case", useCase)
                .put("expected_volume", volume)
                .toString();
    }
}
