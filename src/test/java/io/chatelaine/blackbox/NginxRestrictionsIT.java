package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Restricted keys behind a real nginx, which sends the client's address to Chatelaine. */
@TestInstance(Lifecycle.PER_CLASS)
class NginxRestrictionsIT {
    private static final String CLIENT = "127.0.0.3";

    private final Application application = Application.start(seen -> Application.Answer.of(200, "inside"));
    private final Server server = ServerSession.server();
    private final Nginx nginx = Nginx.start(server.port(), application.port(), Crowd.TRUSTED);
    private final Tenant tenant = new Tenant(server);
    private final Issued key = tenant.issue(
            RestrictedKeys.named("restricted", "\"ips\":[\"" + CLIENT + "\"],\"endpoints\":[\"GET /orders/*\"]"));

    @AfterAll
    void stop() {
        tenant.close();
        nginx.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private Reply get(String from, String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String head = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + key.key() + "\r\n";
        return Raw.once(nginx.port(), from, head + more + "\r\n");
    }

    @Test
    void addressOfTheClientIsTheOneThatNginxSaw() throws IOException {
        assertThat(get(CLIENT, "/orders/1").status()).isEqualTo(200);
        assertThat(get(CLIENT, "/orders/1", "X-Forwarded-For: 192.0.2.1").status())
                .isEqualTo(200);
        for (String forged : List.of(
                "X-Forwarded-For: " + CLIENT,
                "X-Forwarded-For: " + CLIENT + "\r\nX-Forwarded-For: " + CLIENT,
                "X-Forwarded-For: " + CLIENT + ", " + Raw.PROXY,
                "X-Real-IP: " + CLIENT,
                "Forwarded: for=" + CLIENT)) {
            Reply no = get("127.0.0.1", "/orders/1", forged);
            assertProblem(no, 403, "forbidden");
            assertThat(no.json().path("detail").asText()).isEqualTo("The key may not be used from this IP address.");
        }
    }

    @Test
    void callIsTheOneThatTheClientMade() throws IOException {
        for (String path : List.of("/", "/orders", "/orders/../admin", "/orders/%2e%2e/admin", "/orders//1")) {
            Reply no = get(CLIENT, path, "X-Original-URI: /orders/1");
            assertProblem(no, 403, "forbidden");
            assertThat(no.json().path("detail").asText()).isEqualTo("The key may not be used for this endpoint.");
        }
    }
}
