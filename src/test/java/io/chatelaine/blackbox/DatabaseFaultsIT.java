package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A MySQL that stops, hangs or refuses writes: requests get 503 and never 401, no change is partial, and requests
 * succeed again after its return. Server, JVM and database are in three time zones. {@code scripts/run} waits for a
 * database; another server is started when the database is available.
 */
@Tag("own-server")
@Tag("each-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseFaultsIT {
    private static final String MAKE = "{\"name\":\"made\"}";

    private final MySqlServer mysql = MySqlServer.start(
            "--default-time-zone=-11:00", "--innodb-file-per-table=OFF", "--innodb-data-file-path=ibdata1:24M");
    private final String database = mysql.create();
    private final int nobodysPort = Server.freePort();
    private final @Nullable Server waiting = Cell.current().onMicro() ? waiting() : null;
    private final Server server = start();
    private final Api admin = Api.admin(server);
    private final Issued key = admin.issue("witness", "keys:read");
    private final Api holder = Api.withBearer(server, key.key());

    /** Starts the server before its database. */
    private Server start() {
        if (!Cell.current().onMicro()) {
            return Cell.current()
                    .launch(Server.freshFolder("faults"), settings(database))
                    .served();
        }
        mysql.kill();
        Server early = Server.launch(Server.freshFolder("faults"), Server.freePort(), settings(database));
        await(() -> early.output().contains("Waiting for the database at 127.0.0.1:" + mysql.port()));
        mysql.resume();
        if (!early.ready()) {
            throw new IllegalStateException(early.output());
        }
        return early;
    }

    /** Starts a server that waits a minute for its database, while the other checks run. */
    private Server waiting() {
        return Server.launch(
                Server.freshFolder("waiting"),
                Server.freePort(),
                Map.of("CHATELAINE_DB_URL", "jdbc:mysql://127.0.0.1:" + nobodysPort + "/keys"));
    }

    private Map<String, String> settings(String password) {
        return Map.of(
                "CHATELAINE_DB_URL",
                mysql.url(database),
                "CHATELAINE_DB_USER",
                database,
                "CHATELAINE_DB_PASSWORD",
                password,
                "JAVA_OPTS",
                Server.BRIEF_LIFE + " -Duser.timezone=Pacific/Kiritimati");
    }

    @AfterAll
    void stop() {
        server.close();
        mysql.close();
    }

    private static void await(BooleanSupplier condition) {
        Server.await(60, condition);
    }

    private void assertUnavailable() {
        for (Answer answer : List.of(
                holder.get("/v1/me"),
                holder.get("/v1/api-keys"),
                admin.post("/v1/api-keys", MAKE),
                admin.delete("/v1/api-keys/" + key.id()),
                Api.anonymous(server).get("/v1/health"))) {
            assertProblem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.headers("WWW-Authenticate")).isEmpty();
        }
    }

    private void assertAsBefore(int keys) {
        await(() -> holder.get("/v1/me").status() == 200);
        await(() -> Api.anonymous(server).get("/v1/health").status() == 200);
        assertThat(keys()).isEqualTo(keys);
    }

    /** Counts the keys in MySQL, because a page of a list has a hundred at most. */
    private int keys() {
        return mysql.count(database, "api_key");
    }

    @Test
    @Order(1)
    void databaseThatIsKilledIsToldAndIsBackWhenItIsBack() {
        int before = keys();
        mysql.kill();
        assertUnavailable();
        mysql.resume();
        assertAsBefore(before);
    }

    @Test
    @Order(1)
    void databaseThatIsAwayMakesTheLogGrowByKindsAndNotByRequests() {
        Tenant tenant = new Tenant(server);
        Api client = tenant.client("keys:read", "keys:write", "audit:read");
        mysql.kill();
        try {
            assertUnavailable();
            long before = server.logBytes();
            for (int i = 0; i < 60; i++) {
                assertThat(holder.get("/v1/me").status()).isEqualTo(503);
                assertThat(client.get("/v1/api-keys").status()).isEqualTo(503);
                assertThat(admin.post("/v1/api-keys", MAKE).status()).isEqualTo(503);
            }
            // Each stack trace has about ten kilobytes, and a few are logged; a trace for each of 180 requests would
            // add a megabyte.
            assertThat(server.logBytes() - before).isLessThan(100_000);
        } finally {
            mysql.resume();
        }
        await(() -> holder.get("/v1/me").status() == 200);
    }

    /** Time limits of JPA and JDBC: a view that takes hours to read replaces a table. */
    @Test
    @Order(4)
    void mySqlEndsAReadThatNobodyWaitsForAnyMore() {
        for (String[] read : new String[][] {
            {"partner_application", "/v1/partner-applications"}, {"audit", "/v1/audit?object=" + key.id()}
        }) {
            String table = read[0];
            mysql.execute(
                    database,
                    "RENAME TABLE " + table + " TO slow_" + table,
                    "CREATE VIEW " + table + " AS SELECT t.* FROM slow_" + table + " t, (SELECT COUNT(*) AS n FROM"
                            + " information_schema.COLUMNS a JOIN information_schema.COLUMNS b"
                            + " JOIN information_schema.COLUMNS c WHERE a.COLUMN_NAME <> b.EXTRA) slow WHERE slow.n >= 0");
            try {
                Instant start = Clock.systemUTC().instant();
                assertProblem(admin.get(read[1]), 503, "unavailable");
                assertThat(Duration.between(start, Clock.systemUTC().instant())).isLessThan(Duration.ofSeconds(5));
                String running = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = '" + database
                        + "' AND COMMAND <> 'Sleep' AND INFO LIKE '%" + table + "%'";
                Server.await(3, () -> mysql.text("", running).equals("0"));
            } finally {
                mysql.execute(database, "DROP VIEW " + table, "RENAME TABLE slow_" + table + " TO " + table);
            }
        }
    }

    @Test
    @Order(2)
    void nothingAcknowledgedIsLostWhenTheDatabaseIsKilledUnderLoad() throws InterruptedException {
        Load load = new Load();
        for (int kill = 1; kill <= 5; kill++) {
            long before = load.acknowledged();
            load.until(server, mysql::kill);
            mysql.resume();
            await(() -> holder.get("/v1/me").status() == 200);
            load.check(server);
            assertThat(load.acknowledged()).as("changes until kill %d", kill).isGreaterThan(before);
        }
        assertThat(load.revoked()).isGreaterThan(5);
    }

    @Test
    @Order(3)
    void databaseThatIsSilentIsToldInSecondsAndIsBackWhenItSpeaks() {
        int before = keys();
        mysql.freeze();
        try {
            Instant start = Clock.systemUTC().instant();
            assertUnavailable();
            assertThat(Duration.between(start, Clock.systemUTC().instant())).isLessThan(Duration.ofSeconds(60));
        } finally {
            mysql.thaw();
        }
        // At most one change is made whose response was lost.
        await(() -> holder.get("/v1/me").status() == 200);
        assertThat(keys()).isBetween(before, before + 1);
    }

    @Test
    @Order(4)
    void databaseThatTakesNoWritesLetsKeysInAndRefusesChanges() {
        int before = keys();
        mysql.execute("", "SET GLOBAL read_only = ON");
        try {
            assertThat(holder.get("/v1/me").status()).isEqualTo(200);
            assertProblem(admin.post("/v1/api-keys", MAKE), 503, "unavailable");
            assertProblem(admin.patch("/v1/api-keys/" + key.id(), "{\"enabled\":false}"), 503, "unavailable");
            assertProblem(admin.delete("/v1/api-keys/" + key.id()), 503, "unavailable");
            assertProblem(admin.post("/v1/accounts", "{\"slug\":\"x\",\"name\":\"x\"}"), 503, "unavailable");
        } finally {
            mysql.execute("", "SET GLOBAL read_only = OFF");
        }
        assertAsBefore(before);
        assertThat(admin.post("/v1/api-keys", MAKE).status()).isEqualTo(201);
    }

    @Test
    @Order(4)
    void databaseThatIsFullLetsKeysInAndRefusesChanges() {
        mysql.execute(database, "CREATE TABLE filler (b VARBINARY(8000))", "CREATE TABLE crumbs (b VARBINARY(100))");
        fill("filler", 8000);
        fill("crumbs", 100);
        Answer refused = admin.post("/v1/api-keys", MAKE);
        for (int made = 0; made < 1000 && refused.status() == 201; made++) {
            refused = admin.post("/v1/api-keys", MAKE);
        }
        int before = keys();
        assertProblem(refused, 503, "unavailable");
        assertThat(holder.get("/v1/me").status()).isEqualTo(200);
        assertThat(keys()).isEqualTo(before);
        mysql.execute(database, "DROP TABLE filler", "DROP TABLE crumbs");
        assertAsBefore(before);
        assertThat(admin.post("/v1/api-keys", MAKE).status()).isEqualTo(201);
    }

    /** Inserts rows until there is no space for another one. */
    private void fill(String table, int size) {
        try (Connection connection = mysql.connect(database);
                Statement statement = connection.createStatement()) {
            for (int rows = 0; rows < 1_000_000; rows++) {
                statement.execute("INSERT INTO " + table + " VALUES (REPEAT('x', " + size + "))");
            }
        } catch (SQLException full) {
            assertThat(full.getMessage()).contains("is full");
        }
    }

    @Test
    @Order(4)
    void lookUpOfAKeyIsGivenASecond() throws SQLException {
        try (Connection connection = mysql.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES api_key WRITE");
            assertProblem(holder.get("/v1/me"), 503, "unavailable");
        }
        assertThat(server.log())
                .contains(
                        mysql.isMariaDb()
                                ? "Communications link failure"
                                : "maximum statement execution time exceeded");
        assertThat(holder.get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void expiryIsThatOfTheDatabasesClockInWhateverZone() {
        Instant end = Clock.systemUTC().instant().plusSeconds(4);
        Issued brief =
                admin.issue(Api.JSON.createObjectNode().put("name", "brief").put("expires_at", end.toString()));
        Api bearer = Api.withKey(server, brief.key());
        assertThat(bearer.get("/v1/me").status()).isEqualTo(200);
        Instant created = Instant.parse(brief.answer().data().path("created_at").asText());
        assertThat(Duration.between(created, end)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
        await(() -> Clock.systemUTC().instant().isAfter(end.plusSeconds(1)));
        assertThat(bearer.get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    @Order(6)
    void databaseThatRefusesTheUserIsToldInOneLine() {
        Server refused = Cell.current().launch(Server.freshFolder("refused-user"), settings("wrong"));
        assertThat(refused.refusal())
                .startsWith("the database at 127.0.0.1:" + mysql.port() + " cannot be used: Access denied for user '"
                        + database + "'@'");
        refused.close();
    }

    @Test
    @Order(7)
    void databaseThatDoesNotComeIsWaitedForAMinute() {
        assumeTrue(waiting != null, "scripts/run alone waits");
        Server server = Objects.requireNonNull(waiting);
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .contains("(0 of 60 seconds)\n", "(59 of 60 seconds)\n")
                .endsWith("scripts/run: the database at 127.0.0.1:" + nobodysPort
                        + " cannot be reached: nothing answers there\n");
        server.close();
    }
}
