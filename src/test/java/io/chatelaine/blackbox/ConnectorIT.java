package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's connector refuses exactly the requests that the checked-in list of that server names. */
@Tag("pair")
class ConnectorIT {
    private final Server server = ServerSession.server();

    static List<String> rows() {
        return Resources.lines(Cell.current().onWildFly() ? "connector-wildfly.txt" : "connector.txt").stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void connectorAnswersByItself(String row) throws IOException {
        List<String> cells = List.of(row.split(" \\| ", 3));
        Reply reply = Raw.once(server, Bytes.read(cells.get(2)) + "\r\n\r\n");
        assertThat(String.valueOf(reply.status())).isEqualTo(cells.get(1));
        assertThat(reply.header("X-Request-Id")).isEmpty();
        assertThat(reply.body()).isEmpty();
        assertThat(Api.anonymous(server).get("/v1/health").status()).isEqualTo(200);
    }

    @Test
    void tenThousandHeadersAreRefusedAndCostNoMemory() throws IOException {
        StringBuilder request = new StringBuilder("GET /v1/me HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < 10_000; i++) {
            request.append("X-").append(i).append(": a\r\n");
        }
        long before = server.residentKilobytes();
        for (int i = 0; i < 50; i++) {
            assertThat(Raw.once(server, request + "\r\n").status()).isEqualTo(400);
        }
        assertThat(server.residentKilobytes()).isCloseTo(before, withinPercentage(25));
    }
}
