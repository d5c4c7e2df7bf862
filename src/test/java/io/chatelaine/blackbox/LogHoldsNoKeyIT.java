package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.problem.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Runs last: the server's log at the finest level and its database contain no key. */
@Order(Integer.MAX_VALUE)
@Isolated("Looks at what all others left behind")
@Tag("pair")
class LogHoldsNoKeyIT {
    private final Server server = ServerSession.server();

    /** Sends keys in every text of a client that might be stored, and waits until it would be. */
    @BeforeAll
    static void sendKeysWhereTheyDoNotBelong() {
        Server server = ServerSession.server();
        try (Tenant tenant = new Tenant(server)) {
            Issued canary = tenant.issue("canary");
            Api restricted = tenant.client(tenant.issue(restricted()));
            List<String> audited = new ArrayList<>();
            for (String form : canaries(canary.key())) {
                String id = RequestId.isHarmless(form) ? form : "canary-" + UUID.randomUUID();
                String[] headers = {
                    "X-Request-Id", id, "User-Agent", "agent/1 " + form, "Referer", "https://evil.example/" + form
                };
                assertThat(tenant.client(canary).get("/v1/me", headers).status())
                        .isEqualTo(200);
                String last = restricted.get("/v1/x/" + form, headers).header("X-Request-Id");
                assertThat(tenant.client("keys:write")
                                .get("/v1/api-keys/" + form, headers)
                                .status())
                        .isEqualTo(403);
                assertThat(Api.admin(server)
                                .post("/v1/api-keys", Tenant.asked("my " + form).toString())
                                .status())
                        .isEqualTo(422);
                Api.admin(server).delete(tenant.path("/api-keys/" + form + "?reason=" + form));
                audited.add(last);
            }
            audited.forEach(last -> awaitAudit(last, server));
        }
    }

    private static ObjectNode restricted() {
        ObjectNode asked = Tenant.asked("restricted");
        asked.withObject("restrictions").withArray("referrers").add("https://app.example.com/*");
        return asked;
    }

    private static List<String> canaries(String key) {
        String hex = HexFormat.of().formatHex(ascii(key));
        return List.of(
                key,
                key.replace("_", "%5F"),
                key.replace("_", "%255f"),
                hex.replaceAll("..", "%$0"),
                hex,
                hex.toUpperCase(Locale.ROOT),
                base64(key),
                base64("x:" + key),
                base64("me:" + key));
    }

    private static void awaitAudit(String requestId, Server server) {
        Api admin = Api.admin(server);
        for (int i = 0; i < 100; i++) {
            for (JsonNode entry : admin.get("/v1/audit?request_id=" + requestId).data()) {
                if (entry.path("value").asText().contains("left out")) {
                    return;
                }
            }
            Server.pause(200);
        }
        throw new AssertionError("no entry without its value for " + requestId);
    }

    @Test
    void nothingThatTheServerLoggedHoldsAKey() {
        Api.admin(server).issue("one at least");
        Cell cell = Cell.current();
        String finest = cell.onWildFly() ? "[EL Finest" : "FINE";
        String driver = cell.onMySql() ? "[QUERY]" : "setBytes";
        List<String> all = List.of(finest, driver, "INSERT INTO audit", "key_format");
        Set<String> awaited = new HashSet<>(cell.logsAll() ? all : List.of("A new admin key is in "));
        assertThat(Api.KEYS_SEEN).hasSizeGreaterThan(1);
        ManyTexts keys = formsOfKeys();
        ManyTexts hashes = hashesOfKeys();
        server.eachPartOfLog(part -> {
            awaited.removeIf(part::contains);
            assertHoldsNone(keys, part, "a form of a key in the log");
            // Only a driver that logs all statements logs the hashes.
            if (!cell.logsAll()) {
                assertHoldsNone(hashes, part, "the hash of a key in the log");
            }
        });
        assertThat(awaited).as("what the log must hold").isEmpty();
    }

    @Test
    void neitherMetricsNorAuditHoldAKeyOrAHash() {
        Api admin = Api.admin(server);
        for (String path : List.of("/v1/metrics", "/v1/audit?limit=100", "/v1/api-keys?limit=100&status=all")) {
            Answer answer = admin.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertHoldsNoKey(answer.body(), path);
            assertHoldsNoHash(answer.body(), path);
        }
    }

    private static void assertHoldsNoHash(String text, String where) {
        assertHoldsNone(hashesOfKeys(), text, "the hash of a key in " + where);
    }

    private static ManyTexts hashesOfKeys() {
        return new ManyTexts(Api.KEYS_SEEN.stream()
                .map(LogHoldsNoKeyIT::sha256)
                .flatMap(hash -> Stream.of(hash, hash.toUpperCase(Locale.ROOT)))
                .toList());
    }

    private static void assertHoldsNone(ManyTexts texts, String text, String what) {
        // Shows only the part that identifies the key.
        assertThat(texts.findIn(text).map(found -> found.substring(0, 4)))
                .as(what)
                .isEmpty();
    }

    @Test
    void databaseHoldsNoKey() throws IOException, SQLException {
        String held = Cell.current().onMySql()
                ? everyColumn()
                : new String(Files.readAllBytes(server.databaseFile()), StandardCharsets.ISO_8859_1);
        assertThat(held).contains("First admin key");
        assertHoldsNoKey(held, "the database");
    }

    /** Returns the bytes of every table: MySQL's other files, its logs, have the same content. */
    private static String everyColumn() throws SQLException {
        StringBuilder held = new StringBuilder();
        try (Connection connection = Cell.current().connect();
                ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                appendTable(tables.getString("TABLE_NAME"), connection, held);
            }
        }
        return held.toString();
    }

    private static void appendTable(String table, Connection connection, StringBuilder held) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + '`')) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] value = rows.getBytes(column);
                    held.append(value == null ? "" : new String(value, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
        }
    }

    /** Checks that the text contains no form of any key that a client received. */
    static void assertHoldsNoKey(String text, String where) {
        assertHoldsNone(formsOfKeys(), text, "a form of a key in " + where);
    }

    private static ManyTexts formsOfKeys() {
        return new ManyTexts(
                Api.KEYS_SEEN.stream().flatMap(key -> forms(key).stream()).toList());
    }

    /** Returns the key, its secret part alone, and both in the encodings that a client might use. */
    private static List<String> forms(String key) {
        String body = key.substring(key.lastIndexOf('_') + 1);
        // The hint, four characters of the key, is not secret.
        String secret = body.length() > 20 ? body.substring(4) : key;
        return Stream.concat(
                        Stream.of(secret, base64(key).substring(0, 20)),
                        body.length() > 20
                                ? encoded(secret)
                                : Stream.of(base64(secret).substring(0, 4)))
                .toList();
    }

    private static Stream<String> encoded(String secret) {
        String hex = HexFormat.of().formatHex(ascii(secret));
        String escaped = hex.replaceAll("..", "%$0");
        return Stream.of(
                hex,
                hex.toUpperCase(Locale.ROOT),
                escaped,
                escaped.toUpperCase(Locale.ROOT),
                base64(secret).substring(0, 24),
                base64('x' + secret).substring(2, 24),
                base64("xx" + secret).substring(3, 24));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(ascii(text));
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ascii(key)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
