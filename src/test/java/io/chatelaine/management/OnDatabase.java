package io.chatelaine.management;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditAction;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.KeyQueries.KeyPage;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.quota.QuotaLeases;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.request.Caller;
import io.chatelaine.request.PageRequest;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.testing.MigratedDatabase;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.KeyLookup;
import io.chatelaine.verification.KeyVerifier;
import io.chatelaine.verification.KnownFormats;
import io.chatelaine.verification.LimitCheck;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.TestVerifier;
import io.chatelaine.verification.VerificationRecorder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base of tests with a new database each: an account, a caller of scope {@code admin}, and short methods for the calls.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class OnDatabase {
    static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, true);

    @TempDir
    Path directory;

    PlainJvm jvm;
    Caller caller;

    @BeforeEach
    void open() {
        jvm = new PlainJvm(newDatabase(directory));
        jvm.caller("key_caller", "admin", Environment.LIVE);
        jvm.caller("key_tester", "admin", Environment.TEST);
        caller = caller(jvm.defaultAccount(), Environment.LIVE);
    }

    /** Creates a database on MySQL if {@code chatelaine.database} selects it, otherwise on H2. Returns its URL. */
    static String newDatabase(Path directory) {
        if (isMySql()) {
            return MigratedDatabase.onMySql();
        }
        MigratedDatabase.onH2(directory);
        return PlainJvm.url(directory);
    }

    static boolean isMySql() {
        return System.getProperty("chatelaine.database", "h2").equals("mysql");
    }

    byte[] hash(String id) {
        try (Connection connection = jvm.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT hash FROM api_key WHERE id = '" + id + "'")) {
            row.next();
            return row.getBytes(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        jvm.close();
    }

    static Caller caller(String accountId, Environment environment) {
        String id = environment == Environment.LIVE ? "key_caller" : "key_tester";
        AuditContext context = new AuditContext(Actor.key(id), "127.0.0.1", "req_test");
        return new Caller(accountId, environment, scopes("admin"), null, Restrictions.NONE, TestSettings.of(), context);
    }

    /** Replaces the settings of all later calls of the caller. */
    void settings(String... namesAndValues) {
        jvm.settings(namesAndValues);
        caller = withSettings(caller, TestSettings.of(namesAndValues));
    }

    private static Caller withSettings(Caller by, Settings settings) {
        return new Caller(
                by.accountId(),
                by.environment(),
                by.scopes(),
                by.expiresAt(),
                by.restrictions(),
                settings,
                by.context());
    }

    static Scopes scopes(String... names) {
        return Scopes.parse(String.join(" ", names));
    }

    static NewKey key(String name) {
        return new NewKey(name, Environment.LIVE, null, scopes(), null);
    }

    static NewKey admin() {
        return new NewKey("Admin", Environment.LIVE, null, new Scopes(List.of(Scope.ADMIN)), null);
    }

    String issue(NewKey asked, Caller by) {
        return jvm.call(wiring -> wiring.issue().issue(asked, FORMAT, by)).key().id();
    }

    String issue(String name, Caller by) {
        return issue(key(name), by);
    }

    String issueAdmin() {
        return issue(admin(), caller);
    }

    RevokedKey revoke(String id, Caller by) {
        return jvm.call(wiring -> wiring.revocation().revoke(id, false, null, by));
    }

    RevokedKey revokeAll(String id, Caller by) {
        return jvm.call(wiring -> wiring.revocation().revoke(id, true, null, by));
    }

    ApiKey change(String id, KeyPatch patch, Caller by) {
        return jvm.call(wiring -> wiring.update().change(id, patch, by)).key();
    }

    static KeyPatch name(String name) {
        return new KeyPatch(name, null, null, false, null, null);
    }

    static KeyPatch switched(boolean enabled) {
        return new KeyPatch(null, null, enabled, false, null, null);
    }

    static KeyPatch scoped(String... names) {
        return new KeyPatch(null, scopes(names), null, false, null, null);
    }

    static KeyPatch ending(@Nullable Instant expiresAt) {
        return new KeyPatch(null, null, null, true, expiresAt, null);
    }

    /** Returns the caller for a key of the database, with the rights of that key. */
    Caller as(String keyId) {
        ApiKey key = jvm.inTransaction(wiring -> wiring.entities.find(ApiKey.class, keyId));
        AuditContext context = new AuditContext(Actor.key(keyId), "127.0.0.1", "req_test");
        return new Caller(
                key.accountId(),
                key.environment(),
                key.scopes(),
                key.expiresAt(),
                key.restrictions(),
                caller.settings(),
                context);
    }

    ApiKey find(String id, Caller by) {
        return jvm.inTransaction(wiring -> wiring.queries().require(id, by));
    }

    /** Returns the verifier of the server, with the default settings. */
    static TestVerifier verifier(DataSource database) {
        Settings settings = TestSettings.of();
        DatabaseClock clock = new DatabaseClock(database);
        RefusalAudit audit = new RefusalAudit(new RefusalBuffer(new RefusalTable(database), clock));
        KeyVerifier verifier = new KeyVerifier(
                new KnownFormats(SettingsSnapshot.of(settings), database),
                new KeyLookup(database, clock),
                new LimitCheck(new RateLimiter(new QuotaLeases(database, clock))),
                new VerificationRecorder(new RequestCounts(), new UsageRecorder(), audit));
        return new TestVerifier(verifier, settings);
    }

    KeyPage list(String status, int limit, @Nullable String cursor, Caller by) {
        KeyFilter filter = new KeyFilter(status, new PageRequest(limit, Optional.ofNullable(cursor)));
        return jvm.inTransaction(wiring -> wiring.queries().list(filter, by));
    }

    static List<String> ids(KeyPage page) {
        return page.page().items().stream().map(ApiKey::id).toList();
    }

    /** Creates an account with this id. */
    String account(String id) {
        execute("INSERT INTO account (id, slug, name, enabled, created_at) VALUES ('" + id + "', '" + id
                + "', 'Other', TRUE, '2026-01-01 00:00:00')");
        return id;
    }

    int audited(AuditAction action, String id) {
        return number("SELECT COUNT(*) FROM audit WHERE action = '" + action.word() + "' AND object_id = '" + id + "'");
    }

    /** Returns the number of audit rows of an action. */
    int audited(AuditAction action) {
        return number("SELECT COUNT(*) FROM audit WHERE action = '" + action.word() + "'");
    }

    /** Returns a text of all other rows of a table, which shows whether a change touched them. */
    String others(String table, String id) {
        return text("SELECT * FROM " + table + " WHERE id <> '" + id + "' ORDER BY id");
    }

    int epoch() {
        return number("SELECT n FROM epoch WHERE id = 1");
    }

    int number(String query) {
        return Integer.parseInt(text(query));
    }

    /** Returns all rows that a change of a key may touch. */
    String state() {
        return String.join(
                "\n",
                text("SELECT * FROM account ORDER BY id"),
                text("SELECT * FROM api_key ORDER BY id"),
                text("SELECT * FROM audit ORDER BY id"),
                text("SELECT * FROM key_format ORDER BY prefix"),
                text("SELECT * FROM installation"),
                text("SELECT * FROM epoch"),
                text("SELECT * FROM change_log ORDER BY n, key_id"),
                text("SELECT * FROM account_change_log ORDER BY n"),
                text("SELECT * FROM idempotent_issue ORDER BY caller_id, idempotency_hash"));
    }

    /** Returns the result of a query as text, one line for each row. */
    String text(String query) {
        try (Connection connection = jvm.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            StringJoiner rows = new StringJoiner("\n");
            while (row.next()) {
                StringJoiner columns = new StringJoiner(" ");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(columns.toString());
            }
            return rows.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void execute(String update) {
        try (Connection connection = jvm.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(update);
        } catch (SQLException e) {
            throw new IllegalStateException(update, e);
        }
    }
}
