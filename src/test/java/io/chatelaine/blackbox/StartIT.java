package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How {@code scripts/run} starts, stops and refuses to start: contract §1. */
@Tag("own-server")
class StartIT {
    private static final Map<String, String> PLAIN = Map.of();

    @Test
    void wrongSettingStopsTheStartWithItsNameValueAndThoseAllowed() {
        assertThat(refusal(Map.of("CHATELAINE_HEADER_PRECEDENCE", "both")))
                .isEqualTo("chatelaine.header.precedence is \"both\"; allowed: x-api-key, bearer, reject");
    }

    @Test
    void valueThatDoesNotResolveStopsTheStart() {
        assertThat(refusal(Map.of("CHATELAINE_ENVIRONMENT_TEST", "${NOPE}")))
                .isEqualTo("chatelaine.environment.test is \"${NOPE}\"; allowed: a value in which each ${…} names a"
                        + " property or variable that is set");
    }

    @Test
    void unknownPresetIsRefused() {
        assertThat(refusal(PLAIN, "--preset", "acme"))
                .isEqualTo("chatelaine.preset is \"acme\"; allowed: none, elestrals, elacity, exstr, sk");
    }

    @Test
    void databaseThatForgetsIsRefusedAndWhatMendsItNamed() {
        assertThat(refusal(PLAIN, "--", "--postbootcommandfile", Resources.file("payara-default-pool.asadmin")))
                .startsWith("keys would be lost, since the default data source is the H2 file ")
                .contains("in the temporary folder ")
                .contains("asadmin create-jdbc-connection-pool", "chatelaine.allow-volatile=true");
    }

    @Test
    void fullDatabaseWithoutAHistoryIsRefusedWithTheWholeReasonAndLeftAsItIs() throws IOException, SQLException {
        Path data = Server.freshFolder("history");
        TestDatabase database = TestDatabase.dumped(Files.createDirectories(data), "v8");
        database.execute("DROP TABLE flyway_schema_history");
        List<String> keys = database.rows("SELECT * FROM api_key ORDER BY id");
        Server server = Server.launch(data, Server.freePort(), PLAIN);
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .contains(
                        "scripts/run: the database cannot be used: it holds tables (account, account_change_log, api_key,")
                .endsWith(") but no flyway_schema_history, which says what made them. Nothing was changed. If they are"
                        + " Chatelaine's, restore flyway_schema_history from the same backup as they; if not, give"
                        + " Chatelaine an empty database of its own\n");
        assertThat(database.rows("SELECT * FROM api_key ORDER BY id"))
                .hasSize(18)
                .isEqualTo(keys);
        server.close();
    }

    @Test
    void busyPortIsToldInOneLine() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = Server.freshFolder("busy");
            Server server = Server.launch(data, busy.getLocalPort(), PLAIN);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .isEqualTo("scripts/run: port " + busy.getLocalPort()
                            + " of 127.0.0.1 is busy: stop what listens there, or choose another with --port\n");
            server.close();
        }
    }

    @Test
    void databaseThatAnotherProcessHasOpenIsToldInOneLine() throws IOException, SQLException {
        Path data = Server.freshFolder("open");
        Files.createDirectories(data);
        try (Connection open = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("keys"), "sa", "sa")) {
            assertThat(open.isValid(1)).isTrue();
            Server server = Server.launch(data, Server.freePort(), PLAIN);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .endsWith("\nscripts/run: another process has the database " + data.resolve("keys.mv.db")
                            + " open\n");
        }
    }

    @Test
    void oldJavaIsToldInOneLine() throws IOException {
        Path home = Server.freshFolder("java-11");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(home.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Server server =
                Server.launch(Server.freshFolder("old-java"), Server.freePort(), Map.of("JAVA_HOME", home.toString()));
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .isEqualTo("scripts/run: Java 11 is too old: a JDK 17 or later is needed, see JAVA_HOME\n");
        server.close();
    }

    @Test
    void optionsThatCannotBeAreTold() {
        for (List<String> options :
                List.of(List.of("--port", "0"), List.of("--port", "x"), List.of("--nope"), List.of("--data"))) {
            Server server = Server.launch(
                    Server.freshFolder("options"), Server.freePort(), PLAIN, options.toArray(String[]::new));
            assertThat(server.exitCode()).as("%s", options).isEqualTo(1);
            assertThat(server.output()).contains("scripts/run: ");
            server.close();
        }
    }

    @Test
    void keysOutliveRestartsOtherFormatsAndOtherSettings() {
        Path data = Server.freshFolder("restarts");
        Server first = Server.start(data, PLAIN);
        String adminKey = first.adminKey();
        Issued revoked = Api.admin(first).issue("revoked");
        Issued kept = Api.admin(first).issue("kept", "keys:read", "keys:write");
        Issued test = Api.admin(first)
                .issue(Api.JSON.createObjectNode().put("name", "test").put("environment", "test"));
        assertThat(Api.withKey(first, test.key()).get("/v1/me").status()).isEqualTo(200);
        assertThat(Api.admin(first).delete("/v1/api-keys/" + revoked.id()).status())
                .isEqualTo(200);
        assertSecondServerOnTheSameFolderIsRefused(data);
        for (int i = 0; i < 5; i++) {
            assertThat(Api.withKey(first, kept.key()).get("/v1/me").status()).isEqualTo(200);
        }
        first.terminate();
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).endsWith("Chatelaine has stopped.\n");
        assertThat(data.resolve("tmp")).doesNotExist();

        Map<String, String> other = Map.of(
                "CHATELAINE_KEY_PREFIX", "acme_corp",
                "CHATELAINE_KEY_ALPHABET", "hex",
                "CHATELAINE_KEY_LENGTH", "40",
                "CHATELAINE_KEY_CHECKSUM", "false",
                "CHATELAINE_HEADER_BEARER_ENABLED", "false",
                "CHATELAINE_HEADER_X_API_KEY_NAME", "Acme-Key",
                "CHATELAINE_ENVIRONMENT_TEST", "reject",
                "CHATELAINE_QUERY_POLICY", "ignore",
                "CHATELAINE_REALM", "Acme API");
        try (Server second = Server.start(data, other)) {
            assertThat(second.output()).contains("curl -H \"Acme-Key: $(cat");
            Api anonymous = Api.anonymous(second);
            Answer usage = anonymous.get("/v1/api-keys/" + kept.id() + "/usage", "Acme-Key", adminKey);
            assertThat(usage.data().path("accepted").asInt())
                    .as("what the first has counted in its last seconds")
                    .isEqualTo(5);
            assertOtherSettingsHold(second, adminKey, kept, revoked);
            Answer unknown = anonymous.get("/v1/me", "Acme-Key", revoked.key(), "X-Request-Id", "r");
            Answer wrongEnvironment = anonymous.get("/v1/me", "Acme-Key", test.key(), "X-Request-Id", "r");
            assertThat(wrongEnvironment.status()).isEqualTo(401);
            assertThat(wrongEnvironment.body()).isEqualTo(unknown.body());
        }
    }

    private static void assertOtherSettingsHold(Server server, String adminKey, Issued kept, Issued revoked) {
        Api anonymous = Api.anonymous(server);
        assertThat(anonymous.get("/v1/me", "Acme-Key", kept.key()).status()).isEqualTo(200);
        assertThat(anonymous.get("/v1/me", "Acme-Key", revoked.key()).status()).isEqualTo(401);
        assertThat(anonymous.get("/v1/me?api_key=x", "Acme-Key", kept.key()).status())
                .isEqualTo(200);
        Answer asId = anonymous.get("/v1/me", "Acme-Key", kept.key(), "X-Request-Id", kept.key());
        assertThat(asId.header("X-Request-Id")).startsWith("req_");
        Answer asName = anonymous.send(
                "POST",
                "/v1/api-keys",
                "{\"name\":\"" + kept.key() + "\"}",
                "Acme-Key",
                adminKey,
                "Content-Type",
                "application/json");
        assertThat(asName.status()).isEqualTo(422);
        assertThat(asName.body()).doesNotContain(kept.key());
        Answer missing = anonymous.get("/v1/me", "X-API-Key", kept.key(), "Authorization", "Bearer " + kept.key());
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.headers("WWW-Authenticate"))
                .containsExactly("ApiKey realm=\"Acme API\", header=\"Acme-Key\"");
        assertThat(missing.json().path("detail").asText()).isEqualTo("Send your key in Acme-Key.");
        Answer made = anonymous.send(
                "POST", "/v1/api-keys", "{\"name\":\"hex\"}", "Acme-Key", adminKey, "Content-Type", "application/json");
        assertThat(made.data().path("key").asText()).matches("acme_corp_live_[0-9a-f]{40}");
        assertThat(anonymous
                        .get("/v1/me", "Acme-Key", made.data().path("key").asText())
                        .status())
                .isEqualTo(200);
        Answer test = anonymous.send(
                "POST",
                "/v1/api-keys",
                "{\"name\":\"t\",\"environment\":\"test\"}",
                "Acme-Key",
                adminKey,
                "Content-Type",
                "application/json");
        assertThat(test.status()).isEqualTo(422);
    }

    private static void assertSecondServerOnTheSameFolderIsRefused(Path data) {
        Server second = Server.launch(data, Server.freePort(), PLAIN);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo("scripts/run: another process holds the folder " + data
                        + ": stop it, or choose another with --data\n");
    }

    @Test
    void lostAdminKeyIsReplacedByAnotherOnRequestAndNoTierOfALivingKeyIsForgotten() throws IOException {
        Path data = Server.freshFolder("lost");
        Server first = Server.start(data, Map.of("CHATELAINE_TIERS", "gold"), "--preset", "sk");
        String lost = first.adminKey();
        assertThat(lost).matches("sk_live_[0-9A-Za-z]{32}");
        assertThat(first.output()).contains("curl -H \"Authorization: Bearer $(cat");
        Issued gold = Api.withBearer(first, lost).issue("gold");
        first.terminate();
        first.exitCode();

        Server forgetful = Server.launch(data, Server.freePort(), Map.of("CHATELAINE_TIERS", "free"), "--preset", "sk");
        assertThat(forgetful.exitCode()).isEqualTo(1);
        assertThat(forgetful.output())
                .endsWith(
                        "scripts/run: chatelaine.tiers is \"free\"; allowed: names with gold among them, the tier of 1 key"
                                + " neither revoked nor expired, or chatelaine.tiers.renamed with gold:NEW\n");

        Map<String, String> renamed = Map.of(
                "CHATELAINE_TIERS", "free",
                "CHATELAINE_TIERS_RENAMED", "gold:free",
                "CHATELAINE_TIER_FREE_RATE", "1/PT1H");
        Server refused = Server.launch(data, Server.freePort(), renamed, "--preset", "sk", "--new-admin-key");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("is there already");

        Files.delete(data.resolve("admin.key"));
        try (Server again = Server.start(data, renamed, "--preset", "sk", "--new-admin-key")) {
            Api holder = Api.withBearer(again, gold.key());
            assertThat(holder.get("/v1/me").status()).isEqualTo(200);
            assertThat(holder.get("/v1/me").status()).isEqualTo(429);
            assertThat(again.adminKey()).isNotEqualTo(lost);
            Api admin = Api.withBearer(again, again.adminKey());
            assertThat(admin.get("/v1/api-keys").data()).hasSize(3);
            String lostId =
                    Api.withBearer(again, lost).get("/v1/me").data().path("id").asText();
            assertThat(admin.delete("/v1/api-keys/" + lostId).status()).isEqualTo(200);
            assertThat(Api.withBearer(again, lost).get("/v1/me").status()).isEqualTo(401);
            assertThat(Api.withKey(again, again.adminKey()).get("/v1/me").status())
                    .isEqualTo(401);
        }
    }

    /** What the one line says that ends a start. */
    private static String refusal(Map<String, String> environment, String... options) {
        Server server = Server.launch(Server.freshFolder("refused"), Server.freePort(), environment, options);
        assertThat(server.exitCode()).isEqualTo(1);
        String last = server.output().lines().reduce((a, b) -> b).orElse("");
        server.close();
        assertThat(last).startsWith("scripts/run: ");
        return last.substring("scripts/run: ".length());
    }
}
