package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Answer;
import io.chatelaine.testing.Application.Seen;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seed 001's examples, run with curl and OpenAI's SDK at an application behind nginx and a server of its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class ElacityClientsIT {
    /** Slug of the organisation, different from those of {@link ElacitySeedIT}. */
    private static final String ORGANISATION = "client-org";

    private final Application application = Application.start(ElacityClientsIT::answer);
    private final Server server = server();
    private final Nginx nginx = Nginx.start(server.port(), application.port());
    private final Issued key = keyOf(ORGANISATION);

    /** The server of {@link ElacitySeedIT}. */
    static Server server() {
        return SeedServer.shared("elacity", Map.of("CHATELAINE_SCOPES", "registries:use,agents:run,environments:read"));
    }

    @BeforeAll
    static void install() {
        Programs.install();
    }

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    @AfterEach
    void noKeyHasComeThrough() {
        assertThat(application.drain()).allSatisfy(Crowd::assertHoldsNoKey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed001-x-api-key.sh", "seed001-bearer.sh"})
    void curlLineOfTheDocumentReachesItsOrganisation(String example) throws IOException {
        JsonNode answer = Api.JSON.readTree(Programs.curl(example, with(key.key())));
        assertThat(answer.path("environments").isArray()).isTrue();
        List<Seen> seen = application.drain();
        assertThat(seen).hasSize(1).allSatisfy(Crowd::assertHoldsNoKey);
        assertThat(seen.get(0).uri()).isEqualTo("/api/environments/list");
        assertThat(seen.get(0).body()).isEqualTo("{\"orgSlug\": \"your-org\"}");
        assertThat(seen.get(0).header("X-Chatelaine-Account")).isEqualTo(ORGANISATION);
        assertThat(seen.get(0).header("X-Chatelaine-Key-Id")).isEqualTo(key.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed001-x-api-key.sh", "seed001-bearer.sh"})
    void curlLineAsItStandsIs401(String example) throws IOException {
        JsonNode answer = Api.JSON.readTree(Programs.curl(example, Map.of("https://elacity.ai", nginx.uri(""))));
        assertThat(answer.path("status").asInt()).isEqualTo(401);
        assertThat(answer.path("title").asText()).isEqualTo("Invalid or inactive API key");
        assertThat(application.drain()).isEmpty();
    }

    @Test
    void openAiClientWorksWithApiKeyAndBaseUrlAlone() {
        String printed = Programs.node("seed001.mjs", with(key.key()), """

                const said = await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: "hi" }] });
                console.log(said.choices[0].message.content);
                const words = await client.chat.completions.create({ model: "m", stream: true, messages: [] });
                for await (const word of words) console.log(word.choices[0].delta.content);
                console.log((await client.models.list()).data[0].id);
                console.log((await client.post("/environments/list", { body: { orgSlug: "your-org" } })).environments.length);
                """, Map.of());
        assertThat(printed.lines()).containsExactly("hello", "hel", "lo", "m", "0");
        assertThat(application.drain())
                .hasSize(4)
                .allSatisfy(Crowd::assertHoldsNoKey)
                .allSatisfy(
                        seen -> assertThat(seen.header("X-Chatelaine-Account")).isEqualTo(ORGANISATION));
    }

    @Test
    void openAiClientWithAWrongKeyIsToldSo() {
        String printed = Programs.node("seed001.mjs", Map.of("https://elacity.ai", nginx.uri("")), """

                try {
                  await client.models.list();
                } catch (e) {
                  console.log(e instanceof OpenAI.AuthenticationError, e.status, e.headers.get("content-type"));
                  console.log(e.headers.get("www-authenticate"));
                }
                """, Map.of());
        assertThat(printed.lines())
                .containsExactly(
                        "true 401 application/problem+json",
                        "Bearer realm=\"chatelaine\", error=\"invalid_token\", ApiKey realm=\"chatelaine\","
                                + " header=\"X-API-Key\"");
        assertThat(application.drain()).isEmpty();
    }

    private Map<String, String> with(String sent) {
        return Map.of("https://elacity.ai", nginx.uri(""), "YOUR_API_KEY", sent);
    }

    private Issued keyOf(String organisation) {
        Api admin = Api.admin(server);
        admin.post("/v1/accounts", "{\"slug\":\"" + organisation + "\",\"name\":\"Yours\"}");
        return admin.issueAt(
                "/v1/accounts/" + organisation + "/api-keys",
                Api.JSON.createObjectNode().put("name", "ci-deploy"));
    }

    /** Answers like an API for OpenAI's clients. */
    private static Answer answer(Seen seen) {
        return switch (seen.uri()) {
            case "/api/environments/list" -> json("{\"environments\":[]}");
            case "/api/models" -> json("{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}");
            case "/api/chat/completions" ->
                seen.body().contains("\"stream\":true") ? stream("hel", "lo") : whole("hello");
            default -> Answer.of(404, "");
        };
    }

    private static Answer whole(String content) {
        return json("{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"" + content + "\"},\"finish_reason\":\"stop\"}]}");
    }

    private static Answer stream(String... words) {
        StringBuilder events = new StringBuilder();
        for (String word : words) {
            events.append(
                            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                    .append(word)
                    .append("\"}}]}\n\n");
        }
        return Answer.of(200, events + "data: [DONE]\n\n", "Content-Type", "text/event-stream");
    }

    private static Answer json(String body) {
        return Answer.of(200, body, "Content-Type", "application/json");
    }
}
