package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The WAR's Jackson reads request bodies, not the older one of the server. */
class JacksonIT {
    private static final String NAMED = "JSON is read and written by jackson-databind ";

    private final Server server = ServerSession.server();

    @Test
    void jsonIsReadAndWrittenByTheJacksonOfTheWar() {
        assertThat(Api.admin(server).get("/v1/me").status()).isEqualTo(200);
        String line = server.log()
                .lines()
                .filter(logged -> logged.contains(NAMED))
                .findFirst()
                .orElse("");
        assertThat(line.substring(Math.max(0, line.indexOf(NAMED))))
                .startsWith(NAMED + "2.23.0 from ")
                .contains("/WEB-INF/lib/jackson-databind-2.23.0.jar");
    }
}
