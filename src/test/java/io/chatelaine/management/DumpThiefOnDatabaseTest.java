package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.key.Environment;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.verification.TestVerifier;
import io.chatelaine.verification.TestVerifier.Asked;
import io.chatelaine.verification.TestVerifier.Client;
import io.chatelaine.verification.VerificationResult;
import io.chatelaine.verification.VerificationResult.Accepted;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A dump of the database contains nothing that is accepted as a key. */
class DumpThiefOnDatabaseTest extends OnDatabase {
    private static boolean isAdmitted(TestVerifier verifier, String credential) {
        VerificationResult result =
                verifier.verify(credential, new Asked("GET", "/v1/me"), new Client("192.0.2.1", null));
        return result instanceof Accepted;
    }

    @Test
    void nothingThatTheDatabaseHoldsIsAKeyInAnyWriting() throws SQLException {
        PlaintextKey key = jvm.call(wiring -> wiring.issue().issue(key("good"), FORMAT, caller))
                .plaintext();
        issueAdmin();
        revoke(issue("revoked", caller), caller);
        TestVerifier verifier = verifier(jvm.dataSource());
        assertThat(isAdmitted(verifier, key.reveal())).isTrue();
        Set<String> values = everyValue();
        assertThat(values)
                .contains(HexFormat.of().formatHex(key.hash().bytes()))
                .hasSizeGreaterThan(50);
        String start = FORMAT.start(Environment.LIVE);
        for (String value : values) {
            for (String credential : List.of(value, start + value, value.strip())) {
                assertThat(isAdmitted(verifier, credential)).as(credential).isFalse();
            }
        }
    }

    /** Returns each column of each row of each table: as text, as bytes, in hex and in Base64. */
    private Set<String> everyValue() throws SQLException {
        Set<String> values = new LinkedHashSet<>();
        try (Connection connection = jvm.connect();
                ResultSet tables = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {
                            "TABLE", "BASE TABLE"
                        })) {
            while (tables.next()) {
                addTable(tables.getString("TABLE_NAME"), connection, values);
            }
        }
        return values;
    }

    private static void addTable(String table, Connection connection, Set<String> values) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM `" + table + '`')) {
            while (row.next()) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    String text = row.getString(column);
                    if (text == null) {
                        continue;
                    }
                    byte[] bytes = row.getObject(column) instanceof byte[] binary
                            ? binary
                            : text.getBytes(StandardCharsets.UTF_8);
                    values.add(text);
                    values.add(new String(bytes, StandardCharsets.ISO_8859_1));
                    values.add(HexFormat.of().formatHex(bytes));
                    values.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                }
            }
        }
    }
}
