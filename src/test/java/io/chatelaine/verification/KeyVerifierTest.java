package io.chatelaine.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;
import io.chatelaine.audit.RefusalTable;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.persistence.migration.Schema;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.QuotaLeases;
import io.chatelaine.quota.RateLimiter;
import io.chatelaine.testing.AtOnce;
import io.chatelaine.usage.Outcome;
import io.chatelaine.usage.RequestCounts;
import io.chatelaine.usage.UsageRecorder;
import io.chatelaine.verification.TestVerifier.Asked;
import io.chatelaine.verification.TestVerifier.Client;
import io.chatelaine.verification.VerificationResult.Accepted;
import io.chatelaine.verification.VerificationResult.Refused;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link KeyVerifier} on a real database. */
@Isolated("Changes the time zone of the JVM")
class KeyVerifierTest {
    private static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, true);
    private static final String URL =
            "jdbc:h2:mem:keys;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    private static final Set<RefusalReason> NO_KEY = Set.of(RefusalReason.MALFORMED, RefusalReason.UNKNOWN);

    private static final Asked REQUEST = new Asked("GET", "/v1/me");
    private static final Client CLIENT = new Client("192.0.2.1", null);

    private final JdbcDataSource database = new JdbcDataSource();
    private final DatabaseClock clock = new DatabaseClock(database);
    private final RequestCounts counts = new RequestCounts();
    private final RefusalBuffer buffer = new RefusalBuffer(new RefusalTable(database), clock);
    private final UsageRecorder usage = new UsageRecorder();
    private final SecureRandom random = new SecureRandom();
    private final TimeZone zone = TimeZone.getDefault();
    private int keys;

    @BeforeEach
    void migrate() throws SQLException {
        database.setURL(URL);
        Schema.migrate(database, URL);
        execute("INSERT INTO account (id, slug, name, enabled, created_at)"
                + " VALUES ('acc_1', 'one', 'One', TRUE, '2026-01-01 00:00:00')");
    }

    @AfterEach
    void drop() throws SQLException {
        TimeZone.setDefault(zone);
        execute("SHUTDOWN");
    }

    @Test
    void validKeyIsAcceptedWithItsFactsAndItsAccount() throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        VerifiedKey accepted = ((Accepted) verifier().verify(key.reveal(), REQUEST, CLIENT)).key();
        assertThat(accepted.keyId()).isEqualTo("key_1");
        assertThat(accepted.accountSlug()).isEqualTo("one");
        assertThat(accepted.scopes().text()).isEqualTo("keys:read");
        assertThat(counts.byOutcome()).containsExactlyEntriesOf(Map.of("accepted", 1L));
        assertThat(counts.lookups()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalReasonHasAnOutcome(RefusalReason reason) {
        // A new constant needs an outcome. Other tests cover the reasons with another status.
        assertThat(VerificationRecorder.outcome(reason)).isNotEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void malformedCredentialIsRefusedWithoutALookUp() throws SQLException {
        String good = insert(Environment.LIVE).reveal();
        for (String odd : new String[] {"", "x", good + "x", good.substring(1), " " + good, good.replace("ck", "sk")}) {
            assertRefused(RefusalReason.MALFORMED, odd);
        }
        assertThat(counts.lookups()).isZero();
    }

    @Test
    void wellFormedKeyThatWasNeverIssuedIsUnknown() {
        assertRefused(
                RefusalReason.UNKNOWN, FORMAT.generate(Environment.LIVE, random).reveal());
        assertThat(counts.lookups()).isEqualTo(1);
    }

    @Test
    void revokedKeyIsRefusedAsRevokedFirst() throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        execute("UPDATE api_key SET revoked_at = '2026-01-01 00:00:00', enabled = FALSE");
        assertRefused(RefusalReason.REVOKED, key.reveal());
    }

    @Test
    void disabledKeyIsRefused() throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        execute("UPDATE api_key SET enabled = FALSE");
        assertRefused(RefusalReason.DISABLED, key.reveal());
    }

    @Test
    void keyOfASuspendedAccountIsRefused() throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        execute("UPDATE account SET enabled = FALSE");
        assertRefused(RefusalReason.ACCOUNT_SUSPENDED, key.reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati"})
    void keyExpiresByTheDatabaseClockInAnyZone(String jvmZone) throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        TimeZone.setDefault(TimeZone.getTimeZone(jvmZone));
        Instant now = clock.now();
        expire(now.plusSeconds(30));
        assertThat(verifier().verify(key.reveal(), REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        expire(now);
        assertRefused(RefusalReason.EXPIRED, key.reveal());
    }

    @ParameterizedTest
    @CsvSource({"12:00:00.001, true", "12:00:00.000, false", "11:59:59.999, false"})
    void keyExpiresToTheMillisecond(String end, boolean accepted) throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        execute("UPDATE api_key SET expires_at = '2026-06-01 " + end + "'");
        DatabaseClock noon = new DatabaseClock(database) {
            @Override
            public String sql() {
                return "TIMESTAMP '2026-06-01 12:00:00'";
            }
        };
        VerificationResult result = verifier(noon).verify(key.reveal(), REQUEST, CLIENT);
        assertThat(result instanceof Accepted).isEqualTo(accepted);
    }

    @Test
    void firstUseIsRecordedOnceAndOnlyIfTheKeyIsAccepted() throws SQLException {
        PlaintextKey key = insert(Environment.LIVE);
        execute("UPDATE api_key SET first_use_awaited = TRUE, enabled = FALSE");
        assertRefused(RefusalReason.DISABLED, key.reveal());
        assertThat(awaited()).isEqualTo(1);
        execute("UPDATE api_key SET enabled = TRUE");
        assertThat(verifier().verify(key.reveal(), REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        assertThat(awaited()).isZero();
        assertThat(verifier().verify(key.reveal(), REQUEST, CLIENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void keyIsEitherVoidOrUsedNeverBoth() throws Exception {
        for (int round = 0; round < 30; round++) {
            execute("DELETE FROM api_key");
            PlaintextKey key = insert(Environment.LIVE);
            execute("UPDATE api_key SET first_use_awaited = TRUE");
            TestVerifier verifier = verifier();
            AtomicInteger voids = new AtomicInteger();
            List<Boolean> accepted = AtOnce.atOnce(8, thread -> {
                if (thread == 0) {
                    voids.set(update("UPDATE api_key SET revoked_at = '2026-01-01 00:00:00'"
                            + " WHERE first_use_awaited = TRUE AND revoked_at IS NULL"));
                    return false;
                }
                return verifier.verify(key.reveal(), REQUEST, CLIENT) instanceof Accepted;
            });
            assertThat(accepted.subList(1, 8)).containsOnly(voids.get() == 0);
        }
    }

    private int awaited() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM api_key WHERE first_use_awaited = TRUE");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void restrictedKeyIsRefusedByKindAndCountsAsUnused() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET first_use_awaited = TRUE, restrictions = 'ip 192.0.2.0/24\n"
                + "referrer https://app.example.com/*\nendpoint GET /v1/users/*\n'");
        String page = "https://app.example.com/x";
        Asked users = new Asked("GET", "/v1/users/1");
        assertRestricted(RefusalReason.RESTRICTED_ADDRESS, "unknown", key, users, client("unknown", page));
        assertRestricted(RefusalReason.RESTRICTED_REFERRER, null, key, users, client("192.0.2.9", null));
        assertRestricted(RefusalReason.RESTRICTED_ENDPOINT, "GET /v1/me", key, REQUEST, client("192.0.2.9", page));
        Asked odd = new Asked("GET", "/v1/users/1/2", "/v1/users/1%2f2", Purpose.APPLICATION);
        assertRestricted(RefusalReason.RESTRICTED_ENDPOINT, "GET /v1/users/1%2f2", key, odd, client("192.0.2.9", page));
        assertThat(awaited()).isEqualTo(1);
        assertThat(verifier().verify(key, users, client("192.0.2.9", page))).isInstanceOf(Accepted.class);
        execute("UPDATE api_key SET enabled = FALSE");
        assertThat(((Refused) verifier().verify(key, REQUEST, client("unknown", null))).reason())
                .isEqualTo(RefusalReason.DISABLED);
    }

    private static Client client(String address, @Nullable String referrer) {
        return new Client(address, referrer);
    }

    private void assertRestricted(
            RefusalReason reason, @Nullable String value, String key, Asked request, Client client) {
        Refused refused = (Refused) verifier().verify(key, request, client);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(refused.keyId()).isEqualTo("key_1");
    }

    @Test
    void unknownRestrictionRefusesEveryRequest() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET restrictions = 'country CH\n'");
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().verify(key, REQUEST, CLIENT));
    }

    @Test
    void testKeyIsRefusedIfTestKeysAreRejected() throws SQLException {
        String key = insert(Environment.TEST).reveal();
        for (String policy : new String[] {"accept", "rollback"}) {
            assertThat(verifier("chatelaine.environment.test", policy).verify(key, REQUEST, CLIENT))
                    .isInstanceOf(Accepted.class);
        }
        Refused refused =
                (Refused) verifier("chatelaine.environment.test", "reject").verify(key, REQUEST, CLIENT);
        assertThat(refused.reason()).isEqualTo(RefusalReason.WRONG_ENVIRONMENT);
        assertThat(refused.keyId()).isEqualTo("key_1");
    }

    @Test
    void keyInAnEarlierFormatIsAccepted() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        String[] acme = {"chatelaine.key.prefix", "acme"};
        assertThat(verifier(acme).verify(key, REQUEST, CLIENT)).isEqualTo(new Refused(RefusalReason.MALFORMED));
        execute("INSERT INTO key_format (prefix, alphabet, length, checksum) VALUES ('ck', 'BASE62', 36, TRUE)");
        assertThat(verifier(acme).verify(key, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void formatWhoseKeysHaveAnUnknownHashIsNoKnownFormat() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("INSERT INTO key_format (prefix, alphabet, length, checksum, hash_scheme)"
                + " VALUES ('ck', 'BASE62', 36, TRUE, 'sha512')");
        TestVerifier verifier = verifier("chatelaine.key.prefix", "acme");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isEqualTo(new Refused(RefusalReason.MALFORMED));
        assertThat(counts.lookups()).isZero();
    }

    @Test
    void unreachableDatabaseIsUnavailableAndNotARefusalOfTheKey() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        TestVerifier verifier = verifier();
        verifier.verify(key, REQUEST, CLIENT);
        execute("ALTER TABLE api_key RENAME TO gone");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isEqualTo(new Refused(RefusalReason.UNAVAILABLE));
        execute("ALTER TABLE gone RENAME TO api_key");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
    }

    private static RefusalReason reason(VerificationResult result) {
        return ((Refused) result).reason();
    }

    @Test
    void validKeyIsRefusedBeyondTheLimitOfItsTier() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        String other = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free'");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free.rate", "2/PT1H");
        Accepted accepted = (Accepted) verifier.verify(key, REQUEST, CLIENT);
        assertThat(Objects.requireNonNull(accepted.limit()).parts().get(0).left())
                .isEqualTo(1);
        assertThat(verifier.verify(other, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        Refused refused = (Refused) verifier.verify(key, REQUEST, CLIENT);
        assertThat(refused.reason()).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        assertThat(refused.keyId()).isEqualTo("key_1");
        assertThat(Objects.requireNonNull(refused.limit()).exceeded()).isNotNull();
        assertThat(reason(verifier.verify(other, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        assertThat(counts.byOutcome()).containsEntry("limit_exceeded", 2L).containsEntry("accepted", 2L);
    }

    @Test
    void keyOfAnUnknownTierIsRefused() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'gold'");
        assertThat(reason(verifier().verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.UNAVAILABLE);
        assertThat(reason(verifier("chatelaine.tiers", "free").verify(key, REQUEST, CLIENT)))
                .isEqualTo(RefusalReason.UNAVAILABLE);
        assertThat(verifier("chatelaine.tiers", "free,gold").verify(key, REQUEST, CLIENT))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void keyOfARenamedTierHasTheCurrentLimits() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'gold'");
        TestVerifier verifier = verifier(
                "chatelaine.tiers",
                "pro",
                "chatelaine.tier.pro.rate",
                "1/PT1H",
                "chatelaine.tiers.renamed",
                "gold:pro");
        assertThat(((Accepted) verifier.verify(key, REQUEST, CLIENT)).key().tier())
                .isEqualTo("pro");
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
    }

    @Test
    void limitCanBePerLineage() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        String other = insert(Environment.LIVE).reveal();
        String rotated = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free'");
        execute("UPDATE api_key SET lineage = 'key_1' WHERE id = 'key_3'");
        TestVerifier verifier = verifier(
                "chatelaine.tiers", "free", "chatelaine.tier.free.quota", "1/P31D", "chatelaine.limits.per", "key");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        assertThat(verifier.verify(other, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        for (String used : List.of(key, other, rotated)) {
            assertThat(reason(verifier.verify(used, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        }
    }

    @Test
    void requestRefusedForAnotherReasonUsesUpNoLimit() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free', enabled = FALSE");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free.rate", "1/PT1H");
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.DISABLED);
        execute("UPDATE api_key SET enabled = TRUE");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
    }

    private static Asked revocation(Purpose purpose) {
        return new Asked("DELETE", "/v1/api-keys/key_2", "/v1/api-keys/key_2", purpose);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate", "quota"})
    void withdrawalIsNeverRefusedByALimitButIsCounted(String kind) throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free'");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free." + kind, "2/PT1H");
        for (int i = 0; i < 4; i++) {
            Accepted accepted = (Accepted) verifier.verify(key, revocation(Purpose.WITHDRAWAL), CLIENT);
            LimitStatus limit = Objects.requireNonNull(accepted.limit());
            assertThat(limit.parts().get(0).left()).isEqualTo(Math.max(0, 1 - i));
            assertThat(limit.exceeded() == null).isEqualTo(i < 2);
        }
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        // The same method and path elsewhere is not Chatelaine's resource, and the key lacks the scope admin.
        for (Purpose limited : new Purpose[] {Purpose.APPLICATION, Purpose.ADMINISTRATION}) {
            assertThat(reason(verifier.verify(key, revocation(limited), CLIENT)))
                    .isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        }
    }

    @Test
    void adminIsExemptFromLimitsOnChatelainesResourcesOnly() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free', scopes = 'admin keys:read'");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free.quota", "1/PT1H");
        Asked own = new Asked("GET", "/v1/me", "/v1/me", Purpose.ADMINISTRATION);
        assertThat(verifier.verify(key, own, CLIENT)).isInstanceOf(Accepted.class);
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.LIMIT_EXCEEDED);
        assertThat(verifier.verify(key, own, CLIENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void withdrawalIsAcceptedIfTheQuotaIsUnreadable() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free'");
        execute("ALTER TABLE quota_use RENAME TO gone");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free.quota", "1/P31D");
        assertThat(verifier.verify(key, revocation(Purpose.WITHDRAWAL), CLIENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void applicationRequestIsRefusedIfTheQuotaIsUnreadable() throws SQLException {
        String key = insert(Environment.LIVE).reveal();
        execute("UPDATE api_key SET tier = 'free'");
        execute("ALTER TABLE quota_use RENAME TO gone");
        TestVerifier verifier = verifier("chatelaine.tiers", "free", "chatelaine.tier.free.quota", "1/P31D");
        assertThat(reason(verifier.verify(key, REQUEST, CLIENT))).isEqualTo(RefusalReason.UNAVAILABLE);
        execute("ALTER TABLE gone RENAME TO quota_use");
        assertThat(verifier.verify(key, REQUEST, CLIENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void lookUpIsByTheUniqueIndexOfTheHash() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "EXPLAIN SELECT k.id FROM api_key k JOIN account a ON a.id = k.account_id WHERE k.hash = ?")) {
            statement.setBytes(1, new byte[32]);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).contains("hash = ?1").doesNotContain("tableScan");
            }
        }
    }

    private void assertRefused(RefusalReason reason, String credential) {
        Refused refused = (Refused) verifier().verify(credential, REQUEST, CLIENT);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.keyId()).isEqualTo(NO_KEY.contains(reason) ? null : "key_1");
        assertThat(counts.byOutcome()).containsKey(reason.word());
    }

    private TestVerifier verifier(String... explicit) {
        return verifier(clock, explicit);
    }

    private TestVerifier verifier(DatabaseClock decisive, String... explicit) {
        Settings settings = TestSettings.of(explicit);
        VerificationRecorder recorder = new VerificationRecorder(counts, usage, new RefusalAudit(buffer));
        KeyVerifier verifier = new KeyVerifier(
                new KnownFormats(SettingsSnapshot.of(settings), database),
                new KeyLookup(database, decisive),
                new LimitCheck(new RateLimiter(new QuotaLeases(database, clock))),
                recorder);
        return new TestVerifier(verifier, settings);
    }

    private PlaintextKey insert(Environment environment) throws SQLException {
        PlaintextKey key = FORMAT.generate(environment, random);
        keys++;
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin,"
                                + " enabled, created_at) VALUES (?, 'acc_1', 'k', ?, ?, ?, ?, 'keys:read', FALSE, TRUE,"
                                + " '2026-01-01 00:00:00')")) {
            insert.setString(1, "key_" + keys);
            insert.setString(2, key.prefix());
            insert.setString(3, key.hint());
            insert.setString(4, environment.text());
            insert.setBytes(5, key.hash().bytes());
            insert.executeUpdate();
        }
        return key;
    }

    private void expire(Instant instant) throws SQLException {
        execute("UPDATE api_key SET expires_at = '" + DatabaseTime.of(instant) + "'");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private int update(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
