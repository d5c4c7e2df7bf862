package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.quota.QuotaLeases;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.testing.CountedStatements;
import io.chatelaine.testing.SentRequest;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.KeyLookup;
import io.chatelaine.verification.KeyVerifier;
import io.chatelaine.verification.KnownFormats;
import io.chatelaine.verification.LimitCheck;
import io.chatelaine.verification.RefusalAudit;
import io.chatelaine.verification.VerificationRecorder;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work for a request that is refused with 401: the same for every fault of its key. */
class RefusalCostsTest {
    private static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, false);
    private static final String URL =
            "jdbc:h2:mem:costs;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    private final JdbcDataSource database = new JdbcDataSource();
    private final CountedStatements statements = new CountedStatements(database);
    private final DatabaseClock clock = new DatabaseClock(database);
    private final RequestCounts counts = new RequestCounts();
    private final SecureRandom random = new SecureRandom();
    private final Recorded log = new Recorded();
    private final Logger logger = Logger.getLogger("io.chatelaine");
    private final SettingsSnapshot settings = SettingsSnapshot.of(
            TestSettings.of("chatelaine.key.checksum", "false", "chatelaine.environment.test", "reject"));
    private final RequestAuthenticator authenticator = authenticator();
    private PlaintextKey key = FORMAT.generate(Environment.LIVE, random);

    private static final class Recorded extends Handler {
        private final List<LogRecord> records = new ArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {
            // Not buffered.
        }

        @Override
        public void close() {
            // No resource to close.
        }
    }

    /** The recorded work for one request. */
    private record Work(List<String> statements, long lookups, List<String> logged, String answer) {}

    private RequestAuthenticator authenticator() {
        RefusalAudit audit = new RefusalAudit(new RefusalBuffer(new RefusalTable(database), clock));
        KeyVerifier verifier = new KeyVerifier(
                new KnownFormats(settings, statements.dataSource()),
                new KeyLookup(statements.dataSource(), clock),
                new LimitCheck(new RateLimiter(new QuotaLeases(statements.dataSource(), clock))),
                new VerificationRecorder(counts, new UsageRecorder(), audit));
        return new RequestAuthenticator(verifier, audit);
    }

    @BeforeEach
    void migrate() throws SQLException {
        database.setURL(URL);
        Schema.migrate(database, URL);
        execute("INSERT INTO account (id, slug, name, enabled, created_at)"
                + " VALUES ('acc_1', 'one', 'One', TRUE, '2026-01-01 00:00:00')");
        insert(Environment.LIVE);
        logger.addHandler(log);
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        // Loads the caches that are filled once.
        refused(FORMAT.generate(Environment.LIVE, random).reveal());
    }

    @AfterEach
    void drop() throws SQLException {
        logger.removeHandler(log);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
        execute("SHUTDOWN");
    }

    private Work refused(String credential) {
        statements.take();
        log.records.clear();
        long before = counts.lookups();
        HttpServletRequest request =
                SentRequest.get().header("X-API-Key", credential).request();
        RequestState.of(request).settings(settings);
        AuthenticationResult result = authenticator.authenticate(request);
        assertThat(result).isInstanceOf(AuthenticationResult.Failed.class);
        AuthenticationResult.Failed refusal = (AuthenticationResult.Failed) result;
        return new Work(
                statements.take(),
                counts.lookups() - before,
                log.records.stream()
                        .map(logged -> logged.getLevel() + " " + logged.getMessage())
                        .toList(),
                refusal.problem().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE api_key SET revoked_at = '2026-01-01 00:00:00'",
                "UPDATE api_key SET enabled = FALSE",
                "UPDATE api_key SET expires_at = '2026-01-01 00:00:00'",
                "UPDATE api_key SET environment = 'test'",
                "UPDATE account SET enabled = FALSE"
            })
    void inactiveKeyCostsTheSameWorkAsAnUnknownKey(String change) throws SQLException {
        execute(change);
        Work known = refused(key.reveal());
        assertThat(known)
                .isEqualTo(refused(FORMAT.generate(Environment.LIVE, random).reveal()));
        assertThat(known.lookups()).isEqualTo(1);
        assertThat(known.statements()).hasSize(1);
        // A server with its default log level writes none of this.
        assertThat(known.logged()).containsExactly("FINE {0}: refused, {1} {2}");
    }

    @Test
    void almostValidKeyCostsTheSameWorkAsAnyOther() {
        Work any = refused(FORMAT.generate(Environment.LIVE, random).reveal());
        String good = key.reveal();
        List<UnaryOperator<String>> misses = List.of(
                right -> right.substring(0, right.length() - 1) + other(right.charAt(right.length() - 1)),
                right -> right.substring(0, 20) + "0".repeat(right.length() - 20),
                right -> right.substring(0, 8) + other(right.charAt(8)) + right.substring(9));
        for (UnaryOperator<String> miss : misses) {
            assertThat(refused(miss.apply(good))).isEqualTo(any);
        }
        assertThat(any.statements()).singleElement().asString().contains("WHERE k.hash = ?");
    }

    private static char other(char c) {
        return c == 'a' ? 'b' : 'a';
    }

    private void insert(Environment environment) throws SQLException {
        key = FORMAT.generate(environment, random);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin,"
                                + " enabled, created_at) VALUES ('key_1', 'acc_1', 'k', ?, ?, ?, ?, 'keys:read', FALSE,"
                                + " TRUE, '2026-01-01 00:00:00')")) {
            insert.setString(1, key.prefix());
            insert.setString(2, key.hint());
            insert.setString(3, environment.text());
            insert.setBytes(4, key.hash().bytes());
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
