package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server starts, stops and refuses to start: contract §1. {@link RunScriptIT} tests {@code scripts/run} itself. */
@Tag("own-server")
@Tag("each-server")
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
        assertThat(refusal(Map.of("CHATELAINE_PRESET", "acme")))
                .isEqualTo("chatelaine.preset is \"acme\"; allowed: none, elestrals, elacity, exstr, sk");
    }

    @Test
    void databaseThatForgetsIsRefusedAndWhatMendsItNamed() {
        boolean wildFly = Cell.current().onWildFly();
        Server server = Cell.current().launchOnDefaultDatabase(Server.freshFolder("volatile"));
        assertThat(server.refusal())
                .startsWith("keys would be lost, because the default data source is "
                        + (wildFly ? "an H2 database in memory" : "the H2 file "))
                .contains(wildFly ? "data-source add" : "in the temporary folder ")
                .contains("asadmin create-jdbc-connection-pool", "chatelaine.allow-volatile=true");
        server.close();
    }

    @Test
    void fullDatabaseWithoutAHistoryIsRefusedWithTheWholeReasonAndLeftAsItIs() throws IOException, SQLException {
        Path data = Server.freshFolder("history");
        TestDatabase database =
                TestDatabase.dumped(Files.createDirectories(Cell.current().kept(data)), "v8");
        database.execute("DROP TABLE flyway_schema_history");
        List<String> keys = database.rows("SELECT * FROM api_key ORDER BY id");
        Server server = Cell.current().launch(data, PLAIN);
        assertThat(server.refusal())
                .startsWith("the database cannot be used: it has tables (account, account_change_log, api_key,")
                .endsWith(") but no flyway_schema_history, which records their migrations. Nothing was changed. If"
                        + " they are Chatelaine's, restore flyway_schema_history from the same backup; if not, give"
                        + " Chatelaine an empty database");
        assertThat(database.rows("SELECT * FROM api_key ORDER BY id"))
                .hasSize(18)
                .isEqualTo(keys);
        server.close();
    }

    @Test
    void keysOutliveRestartsOtherFormatsAndOtherSettings() {
        Path data = Server.freshFolder("restarts");
        Map<String, String> database = Cell.current().database();
        Server first = Cell.current().launch(data, database).served();
        String adminKey = first.adminKey();
        Issued revoked = Api.admin(first).issue("revoked");
        Issued kept = Api.admin(first).issue("kept", "keys:read", "keys:write");
        Issued test = Api.admin(first)
                .issue(Api.JSON.createObjectNode().put("name", "test").put("environment", "test"));
        assertThat(Api.withKey(first, test.key()).get("/v1/me").status()).isEqualTo(200);
        assertThat(Api.admin(first).delete("/v1/api-keys/" + revoked.id()).status())
                .isEqualTo(200);
        if (Cell.current().onMicro()) {
            assertSecondServerOnTheSameFolderIsRefused(data);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(Api.withKey(first, kept.key()).get("/v1/me").status()).isEqualTo(200);
        }
        stop(first);

        Map<String, String> other = new HashMap<>(database);
        other.putAll(Map.of(
                "CHATELAINE_KEY_PREFIX", "acme_corp",
                "CHATELAINE_KEY_ALPHABET", "hex",
                "CHATELAINE_KEY_LENGTH", "40",
                "CHATELAINE_KEY_CHECKSUM", "false",
                "CHATELAINE_HEADER_BEARER_ENABLED", "false",
                "CHATELAINE_HEADER_X_API_KEY_NAME", "Acme-Key",
                "CHATELAINE_ENVIRONMENT_TEST", "reject",
                "CHATELAINE_QUERY_POLICY", "ignore",
                "CHATELAINE_REALM", "Acme API"));
        try (Server second = Cell.current().launch(data, other).served()) {
            if (Cell.current().onMicro()) {
                assertThat(second.output()).contains("curl -H \"Acme-Key: $(cat");
            }
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
        Map<String, String> sk = new HashMap<>(Cell.current().database());
        sk.put("CHATELAINE_PRESET", "sk");
        Server first = Cell.current()
                .launch(data, with(sk, "CHATELAINE_TIERS", "gold"))
                .served();
        String lost = first.adminKey();
        assertThat(lost).matches("sk_live_[0-9A-Za-z]{32}");
        if (Cell.current().onMicro()) {
            assertThat(first.output()).contains("curl -H \"Authorization: Bearer $(cat");
        }
        Issued gold = Api.withBearer(first, lost).issue("gold");
        stop(first);

        Server forgetful = Cell.current().launch(data, with(sk, "CHATELAINE_TIERS", "free"));
        assertThat(forgetful.refusal())
                .isEqualTo("chatelaine.tiers is \"free\"; allowed: names with gold among them, the tier of 1 key"
                        + " neither revoked nor expired, or chatelaine.tiers.renamed with gold:NEW");

        Map<String, String> renamed = with(
                sk,
                "CHATELAINE_TIERS",
                "free",
                "CHATELAINE_TIERS_RENAMED",
                "gold:free",
                "CHATELAINE_TIER_FREE_RATE",
                "1/PT1H",
                "CHATELAINE_ADMIN_REISSUE",
                "true");
        Server without = Cell.current().launch(data, renamed).served();
        assertThat(without.endOfLog()).contains("No new admin key was issued").contains("is there already");
        assertThat(without.adminKey()).isEqualTo(lost);
        stop(without);

        Files.delete(first.adminKeyFile());
        try (Server again = Cell.current().launch(data, renamed).served()) {
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

    /** Stops a server and leaves its folder. */
    private static void stop(Server server) {
        server.terminate();
        int code = server.exitCode();
        if (Cell.current().onMicro() && server.output().contains("Ctrl-C stops it")) {
            assertThat(code).isZero();
            assertThat(server.output()).endsWith("Chatelaine has stopped.\n");
            assertThat(server.data().resolve("tmp")).doesNotExist();
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static String refusal(Map<String, String> environment) {
        Server server = Cell.current().launch(Server.freshFolder("refused"), environment);
        String reason = server.refusal();
        server.close();
        return reason;
    }
}
