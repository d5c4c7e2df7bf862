package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTransaction;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.incontainer.ContainerArchive;
import io.chatelaine.key.Environment;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.key.PublicId;
import io.chatelaine.key.Scopes;
import io.chatelaine.restriction.Restrictions;
import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.Attribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Keys through JPA on the container's data source, in a server whose time zone is not UTC: every column, times that the
 * zone skips or repeats, the uniqueness of hashes, and the absence of the plaintext key.
 */
@Tag("own-server")
@Tag("each-server")
@Tag("pair")
@ResourceLock(ContainerArchive.CONTAINER)
@ExtendWith(ArquillianExtension.class)
class KeyPersistenceIT {
    /** In Europe/Berlin, the clocks skip this local time in March 2099 and repeat it in October. */
    private static final Instant SKIPPED = Instant.parse("2099-03-29T02:30:00.123456Z");

    private static final Instant REPEATED = Instant.parse("2099-10-25T02:30:00.654321Z");
    private static final String NAME = "Schlüssel \uD83D\uDD11 'x'";
    private static final Scopes SCOPES = Scopes.parse("keys:read keys:write");
    private static final Restrictions RESTRICTIONS =
            Restrictions.parse("ip 2001:db8::/32\nreferrer https://app.example.com/*\nendpoint GET /v1/orders/*\n");

    @Inject
    ChangeTransaction changes;

    @Inject
    KeyIssue keyIssue;

    @Inject
    SettingsSnapshot settings;

    @Inject
    EntityManager entities;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource dataSource;

    @Deployment
    static WebArchive war() throws IOException {
        return ContainerArchive.inContainer(KeyPersistenceIT.class);
    }

    @Test
    void everyColumnIsReadAsItWasWritten() throws Exception {
        IssuedKey first = issue(SKIPPED, null, null);
        IssuedKey issued = issue(SKIPPED, first.key().id(), first.key().id());
        String id = issued.key().id();
        ApiKey read = find(id);
        assertThat(read).isNotSameAs(issued.key());
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.accountId()).isEqualTo(first.key().accountId());
        assertThat(read.name()).isEqualTo(NAME);
        assertThat(read.prefix()).isEqualTo(issued.plaintext().prefix());
        assertThat(read.hint()).isEqualTo(issued.plaintext().hint());
        assertThat(read.environment()).isEqualTo(Environment.TEST);
        assertThat(read.tier()).isEqualTo(tier());
        assertThat(read.scopes()).isEqualTo(SCOPES);
        assertThat(read.admin()).isFalse();
        assertThat(read.restrictions()).isEqualTo(RESTRICTIONS);
        assertThat(read.enabled()).isTrue();
        assertThat(read.createdAt()).isEqualTo(issued.key().createdAt());
        assertThat(read.createdBy()).isNull();
        assertThat(read.expiresAt()).isEqualTo(SKIPPED);
        assertThat(read.revokedAt()).isNull();
        assertThat(read.revokeReason()).isNull();
        assertThat(read.rotatedAt()).isNull();
        assertThat(read.replaces()).isEqualTo(first.key().id());
        assertThat(read.lineage()).isEqualTo(first.key().id());
        assertThat(shown("hash", id)).isEqualTo(sha256(issued.plaintext()));
        assertThat(shown("state", id)).isEqualTo("active");
        assertThat(shown("CASE WHEN first_use_awaited = TRUE THEN 'yes' ELSE 'no' END", id))
                .isEqualTo("yes");
    }

    @Test
    void everyAttributeIsOneThatTheseTestsKnow() {
        assertThat(entities.getMetamodel().entity(ApiKey.class).getAttributes())
                .extracting(Attribute::getName)
                .containsExactlyInAnyOrder(
                        "id",
                        "accountId",
                        "name",
                        "prefix",
                        "hint",
                        "environment",
                        "tier",
                        "hash",
                        "scopes",
                        "admin",
                        "restrictions",
                        "enabled",
                        "state",
                        "createdAt",
                        "createdBy",
                        "expiresAt",
                        "revokedAt",
                        "revokeReason",
                        "rotatedAt",
                        "replaces",
                        "lineage",
                        "revocationId",
                        "firstUseAwaited");
    }

    @Test
    void timesAreUtcInAServerInAnotherZone() throws Exception {
        ZoneId zone = ZoneId.systemDefault();
        assertThat(zone.getRules().getValidOffsets(LocalDateTime.parse("2099-03-29T02:30:00")))
                .as("the local time that %s skips", zone)
                .isEmpty();
        assertThat(zone.getRules().getValidOffsets(LocalDateTime.parse("2099-10-25T02:30:00")))
                .as("the local time that %s repeats", zone)
                .hasSize(2);
        assertTimes(SKIPPED, "2099-03-29 02:30:00.123456");
        assertTimes(REPEATED, "2099-10-25 02:30:00.654321");
        // An hour before, which has the same local time in October.
        assertTimes(REPEATED.minusSeconds(3600), "2099-10-25 01:30:00.654321");
    }

    private void assertTimes(Instant end, String stored) throws SQLException {
        Instant before = Instant.now().minusSeconds(60);
        String id = issue(end, null, null).key().id();
        assertThat(find(id).expiresAt()).isEqualTo(end);
        assertThat(shown("CONCAT(expires_at, '')", id)).isEqualTo(stored);
        assertThat(find(id).createdAt()).isBetween(before, Instant.now().plusSeconds(60));
    }

    @Test
    void hashIsUnique() {
        IssuedKey issued = issue(SKIPPED, null, null);
        long keys = keys();
        assertThatThrownBy(() -> asServer(change -> {
                    entities.persist(new ApiKey(
                            PublicId.ofKey(new SecureRandom()),
                            issued.key().accountId(),
                            asked(null, null, null),
                            issued.plaintext(),
                            null,
                            change.now()));
                    entities.flush();
                    return "";
                }))
                .isInstanceOf(EJBException.class)
                .hasStackTraceContaining("Constraint");
        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void noTableHoldsThePlaintextKey() throws Exception {
        IssuedKey issued = issue(SKIPPED, null, null);
        String plaintext = issued.plaintext().reveal();
        String body = plaintext.substring(issued.plaintext().prefix().length());
        List<String> values = allValues();
        assertThat(values.containsAll(
                        List.of(issued.key().id(), issued.plaintext().hint(), sha256(issued.plaintext()))))
                .as("whether the values include those of the key")
                .isTrue();
        String hexBody = HexFormat.of().formatHex(body.getBytes(StandardCharsets.US_ASCII));
        assertThat(values.stream()
                        .filter(value -> value.contains(body) || value.contains(hexBody))
                        .count())
                .as("values that hold the key")
                .isZero();
    }

    /** Returns every value of every table; binary ones in hex. */
    private List<String> allValues() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int column = 1; column <= columns; column++) {
                            values.add(shown(row, column));
                        }
                    }
                }
            }
        }
        return values;
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        assertThat(tables).extracting(name -> name.toLowerCase(Locale.ROOT)).contains("api_key", "audit");
        return tables;
    }

    private static String shown(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    private IssuedKey issue(Instant end, @Nullable String replaces, @Nullable String lineage) {
        return asServer(change -> keyIssue.issue(
                change, asked(end, replaces, lineage), settings.current().format(), defaultAccount()));
    }

    private NewKey asked(@Nullable Instant end, @Nullable String replaces, @Nullable String lineage) {
        return new NewKey(NAME, Environment.TEST, tier(), SCOPES, end, RESTRICTIONS, true, replaces, lineage);
    }

    /** Returns a tier of the settings: the next start on this database refuses a key of another tier. */
    private String tier() {
        return settings.current().tiers().get(0);
    }

    private <T> T asServer(Function<Change, T> work) {
        return changes.runAsServer(work);
    }

    private String defaultAccount() {
        return entities.createQuery("SELECT a.id FROM Account a WHERE a.slug = 'default'", String.class)
                .getSingleResult();
    }

    private ApiKey find(String id) {
        return entities.find(ApiKey.class, id);
    }

    private long keys() {
        return entities.createQuery("SELECT COUNT(k) FROM ApiKey k WHERE k.admin = FALSE", Long.class)
                .getSingleResult();
    }

    private String shown(String expression, String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + expression + " FROM api_key WHERE id = '" + id + "'")) {
            assertThat(row.next()).isTrue();
            return shown(row, 1);
        }
    }

    private static String sha256(PlaintextKey key) throws Exception {
        byte[] text = key.reveal().getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    }
}
