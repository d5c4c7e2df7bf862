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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Seed 002's examples, run with curl, Python and Node at an application behind nginx and a server of its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class ExstrClientsIT {
    private final Application application = Application.start(
            seen -> Answer.of(200, "{\"taken\":" + seen.body() + "}", "Content-Type", "application/json"));
    private final Server server = server();
    private final Nginx nginx = Nginx.start(server.port(), application.port());
    private final Issued key = Api.withKey(server, server.adminKey()).issue("Python Backup Script");

    /** The server of {@link ExstrSeedIT}. */
    static Server server() {
        return SeedServer.shared("exstr", Map.of());
    }

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    @Test
    void curlExampleIsTaken() throws IOException {
        String printed = Programs.curl(
                "seed002.sh", Map.of("https://your-domain.com", nginx.uri(""), "exstr_live_...", key.key()));
        assertTaken(printed, "test.txt", 1024);
        assertRefused(Programs.curl("seed002.sh", host()), "Invalid or inactive API key");
    }

    @Test
    void pythonExampleIsTaken() throws IOException {
        String shows = "\nprint(response.text)\n";
        assertTaken(Programs.python("seed002.py", host(), shows, Map.of("EDS_API_KEY", key.key())), "data.csv", 2048);
        // If os.environ.get returns None, requests omits the header.
        assertRefused(Programs.python("seed002.py", host(), shows, Map.of()), "Missing API key");
    }

    @Test
    void javaScriptExampleIsTaken() throws IOException {
        String shows = "\nconsole.log(JSON.stringify(result));\n";
        assertTaken(Programs.node("seed002.mjs", host(), shows, Map.of("EDS_API_KEY", key.key())), "data.json", 4096);
        // If process.env has no value, fetch sends the word "undefined".
        assertRefused(Programs.node("seed002.mjs", host(), shows, Map.of()), "Invalid or inactive API key");
    }

    private Map<String, String> host() {
        return Map.of("https://your-domain.com", nginx.uri(""));
    }

    private void assertTaken(String printed, String name, int size) throws IOException {
        JsonNode taken = Api.JSON.readTree(printed).path("taken");
        assertThat(taken.path("filename").asText()).isEqualTo(name);
        assertThat(taken.path("size").asInt()).isEqualTo(size);
        List<Seen> seen = application.drain();
        assertThat(seen).hasSize(1).allSatisfy(Crowd::assertHoldsNoKey);
        assertThat(seen.get(0).method()).isEqualTo("POST");
        assertThat(seen.get(0).uri()).isEqualTo("/api/v1/storage/upload");
        assertThat(seen.get(0).header("X-Chatelaine-Key-Name")).isEqualTo("Python%20Backup%20Script");
    }

    private void assertRefused(String printed, String error) throws IOException {
        JsonNode problem = Api.JSON.readTree(printed);
        assertThat(problem.path("status").asInt()).isEqualTo(401);
        assertThat(problem.path("error").asText()).isEqualTo(error);
        assertThat(application.drain()).isEmpty();
    }
}
