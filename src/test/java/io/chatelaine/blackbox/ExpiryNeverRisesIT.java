package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "No call gives more than the caller has": a key that another key makes expires no later than its maker. */
class ExpiryNeverRisesIT {
    private static final String LATER = "\"2099-01-31T00:00:00.000Z\"";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    /** Formats a time with milliseconds, as responses do. */
    private final Instant end = Clock.systemUTC()
            .instant()
            .plus(Duration.ofHours(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .plusMillis(1);

    private final String earlier = "\"" + end.minus(Duration.ofMinutes(1)) + "\"";
    private final Issued caller =
            tenant.issue(Tenant.asked("caller", "keys:read", "keys:write").put("expires_at", end.toString()));
    private final Api api = tenant.client(caller);

    @AfterEach
    void suspend() {
        tenant.close();
    }

    @Test
    void keyIsMadeWithNoLaterEndThanItsMakers() {
        assertThat(end(api.post("/v1/api-keys", "{\"name\":\"x\"}"), 201)).isEqualTo(end.toString());
        assertThat(end(api.post("/v1/api-keys", "{\"name\":\"x\",\"expires_at\":null}"), 201))
                .isEqualTo(end.toString());
        assertThat(end(api.post("/v1/api-keys", "{\"name\":\"x\",\"expires_at\":" + LATER + '}'), 201))
                .isEqualTo(end.toString());
        assertThat('"' + end(api.post("/v1/api-keys", "{\"name\":\"x\",\"expires_at\":" + earlier + '}'), 201) + '"')
                .isEqualTo(earlier);
    }

    @Test
    void noKeyGivesAnotherOrItselfALaterEnd() {
        String brief = tenant.issue(Tenant.asked("brief").put("expires_at", earlier.replace("\"", "")))
                .id();
        for (String id : List.of(tenant.issue("endless").id(), brief, caller.id())) {
            for (String asked : List.of("null", LATER)) {
                assertThat(end(patch(id, "{\"expires_at\":" + asked + '}'), 200))
                        .isEqualTo(end.toString());
            }
        }
        assertThat(end(api.get("/v1/me"), 200)).isEqualTo(end.toString());
    }

    @Test
    void changeThatGivesNothingLeavesALaterEndAsItIs() {
        Issued endless = tenant.issue("endless", "keys:read", "keys:write");
        Issued longer = tenant.issue(
                Tenant.asked("longer", "keys:read", "keys:write").put("expires_at", LATER.replace("\"", "")));
        for (String body : List.of(
                "{}",
                "{\"name\":\"renamed\"}",
                "{\"enabled\":true}",
                "{\"scopes\":[\"keys:write\",\"keys:read\"]}",
                "{\"scopes\":[\"keys:read\"]}",
                "{\"enabled\":false}")) {
            assertThat(end(patch(endless.id(), body), 200)).as(body).isEqualTo("null");
            assertThat('"' + end(patch(longer.id(), body), 200) + '"').as(body).isEqualTo(LATER);
        }
    }

    @Test
    void whatIsGivenEndsWithItsGiver() {
        String disabled = tenant.issue("disabled").id();
        assertThat(end(patch(disabled, "{\"enabled\":false}"), 200)).isEqualTo("null");
        assertThat(end(patch(disabled, "{\"enabled\":true}"), 200)).isEqualTo(end.toString());
        String plain = tenant.issue("plain").id();
        assertThat(end(patch(plain, "{\"scopes\":[\"keys:read\"]}"), 200)).isEqualTo(end.toString());
    }

    private Answer patch(String id, String body) {
        return api.patch("/v1/api-keys/" + id, body);
    }

    /** Returns {@code expires_at} of a response. */
    private static String end(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 201) {
            Api.KEYS_SEEN.add(answer.data().path("key").asText());
        }
        return answer.data().path("expires_at").asText();
    }
}
