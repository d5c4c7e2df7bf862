package io.chatelaine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class HealthServletTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final HealthServlet servlet = new HealthServlet();

    @SuppressWarnings("UnnecessaryAssignment") // No container injects the field in this test.
    HealthServletTest() {
        database.setURL("jdbc:h2:mem:health;DB_CLOSE_DELAY=-1");
        servlet.clock = new DatabaseClock(database);
    }

    @Test
    void databaseThatAnswersIsUp() throws IOException {
        RecordedResponse answer = ask();
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void databaseThatDoesNotAnswerIs503AndComesBack() throws IOException, SQLException {
        ask();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
        database.setURL("jdbc:h2:mem:health;IFEXISTS=TRUE");
        RecordedResponse away = ask();
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers("Retry-After")).containsExactly("2");
        assertThat(away.body()).contains("\"code\":\"unavailable\"").doesNotContain("h2", "SQL");

        database.setURL("jdbc:h2:mem:health;DB_CLOSE_DELAY=-1");
        assertThat(ask().body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void otherMethodsThanGetAndHeadAre405() throws IOException {
        RecordedResponse answer = new RecordedResponse();
        servlet.service(new SentRequest("POST", "", null).request(), answer.response());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers("Allow")).containsExactly("GET, HEAD");
    }

    private RecordedResponse ask() throws IOException {
        RecordedResponse answer = new RecordedResponse();
        servlet.service(SentRequest.get().request(), answer.response());
        return answer;
    }
}
