package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Seen;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of the site that requires more than a valid key: the part parts of the nginx file. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxPartsIT {
    private final Application doorman = Doorman.start();
    private final Application application = Application.start(seen -> Application.Answer.of(200, "inside"));
    private final Nginx nginx = Nginx.start(
            doorman.port(), application.port(), Map.of("demand \"\";", "demand \"&account=acme\";"), "parts");

    @AfterAll
    void stop() {
        nginx.close();
        application.close();
        doorman.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private Reply get(String path) throws IOException {
        doorman.drain();
        application.drain();
        return Raw.once(
                nginx.port(),
                "127.0.0.1",
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + Doorman.KEY + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/x, &account=acme",
        "/order, &account=acme",
        "/x/orders/, &account=acme",
        "/x?y=/orders/../;//%2f, &account=acme",
        "/orders/, &scope=orders:read",
        "/orders/1?x=y, &scope=orders:read",
        "/%6Frders/1, &scope=orders:read"
    })
    void questionDemandsWhatThePartDoes(String path, String demand) throws IOException {
        assertThat(get(path).status()).isEqualTo(200);
        assertThat(doorman.drain()).extracting(Seen::uri).containsExactly("/v1/authorize?mode=nginx" + demand);
        assertThat(application.drain()).extracting(Seen::uri).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/..;/orders/1",
                "/x;/../orders/1",
                "//orders/1",
                "/x/../orders/1",
                "/./orders/1",
                "/x/%2e%2e/orders/1",
                "/x%2f..%2forders/1",
                "/orders%2f1",
                "/x/..\\orders/1",
                "/x/..%5Corders/1",
                "/%252e%252e/orders/1",
                "/orders;x=1/1",
                "/x/..",
                "/x/.?y"
            })
    void pathWithTwoReadingsIsRefused(String path) throws IOException {
        Reply no = get(path);
        assertProblem(no, 400, "bad_request");
        assertThat(no.json().path("detail").asText()).isEqualTo("The path can be read in two ways.");
        assertThat(doorman.drain()).isEmpty();
        assertThat(application.drain()).isEmpty();
    }
}
