package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Health, metrics and other pages for administrators: contract §1. */
class OperationsIT {
    private final Server server = ServerSession.server();
    private final Api anonymous = Api.anonymous(server);
    private final Api admin = Api.admin(server);

    @Test
    void operationsPagesAreOpen() {
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertThat(anonymous.get(server.operations(path)).status()).as(path).isEqualTo(200);
        }
        assertThat(anonymous.get("/openapi").status()).isEqualTo(200);
    }

    @Test
    void descriptionOfTheServerHasEveryCallOnKeys() {
        String description = anonymous.get("/openapi").body();
        for (String keys : List.of("/v1/api-keys", "/v1/accounts/{slug}/api-keys")) {
            for (String call : List.of("", "/revoke", "/{id}", "/{id}/rotate", "/{id}/usage")) {
                assertThat(description).containsPattern("(?m)^  " + Pattern.quote(keys + call) + ":$");
            }
        }
        assertThat(description).doesNotContain("/null");
    }

    @Test
    void metricsNeedTheirScope() {
        Api reader = Api.withKey(server, admin.issue("reader", "keys:read").key());
        assertThat(anonymous.get("/v1/metrics").status()).isEqualTo(401);
        assertThat(reader.get("/v1/metrics").status()).isEqualTo(403);
        Answer metrics = operator().get("/v1/metrics");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.header("Content-Type")).startsWith("text/plain");
        assertThat(metrics.body())
                .containsPattern("(?m)^chatelaine_credentials_total\\{outcome=\"accepted\"} [1-9][0-9]*$")
                .containsPattern("(?m)^chatelaine_lookups_total [1-9][0-9]*$");
    }

    @Test
    void metricsOfTheServerNeedTheScopeWhereTheyAreOnItsPort() {
        Api reader = Api.withKey(server, admin.issue("reader", "keys:read").key());
        assertThat(anonymous.get("/metrics").status()).isEqualTo(401);
        if (Cell.current().onWildFly()) {
            // WildFly serves them on its management port, so this port has none.
            assertThat(operator().get("/metrics").status()).isEqualTo(404);
            assertThat(anonymous.get(server.operations("/metrics")).status()).isEqualTo(200);
            return;
        }
        assertThat(reader.get("/metrics").status()).isEqualTo(403);
        assertThat(reader.get("/metrics").header("WWW-Authenticate")).contains("scope=\"metrics:read\"");
        assertThat(operator().get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void sizeOfTheFileOfAnEmbeddedDatabaseIsAMetric() {
        String metrics = operator().get("/v1/metrics").body();
        if (Cell.current().onMySql()) {
            assertThat(metrics).doesNotContain("chatelaine_database_file_bytes");
            return;
        }
        assertThat(metrics).containsPattern("(?m)^chatelaine_database_file_bytes [1-9][0-9]{4,}$");
    }

    private Api operator() {
        return Api.withKey(server, admin.issue("operator", "metrics:read").key());
    }
}
