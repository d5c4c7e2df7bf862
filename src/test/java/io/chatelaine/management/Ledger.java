package io.chatelaine.management;

import io.chatelaine.database.DatabaseTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Record of the changes that a database acknowledged or showed, and must hold from then on. */
final class Ledger {
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, String> revocations = new HashMap<>();

    /** Records a line that the working JVM wrote. */
    void acknowledged(String line) {
        String[] words = line.split(" ", 3);
        Map<String, String> heard = words[0].equals("issued") ? hashes : revocations;
        heard.put(words[1], words[2]);
    }

    int issued() {
        return hashes.size();
    }

    int revoked() {
        return revocations.size();
    }

    /**
     * Describes everything that the database has lost, changed or half completed. Unacknowledged rows are recorded,
     * because the database must hold them from then on too.
     */
    List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        Map<String, String> storedHashes = new HashMap<>();
        Map<String, String> storedRevocations = new HashMap<>();
        readKeys(connection, storedHashes, storedRevocations);
        differences("key", hashes, storedHashes, faults);
        differences("revocation", revocations, storedRevocations, faults);

        Map<String, Integer> traces = new TreeMap<>();
        storedHashes.keySet().forEach(id -> traces.put("key.issued " + id, 1));
        storedRevocations.keySet().forEach(id -> traces.put("key.revoked " + id, 1));
        expect(
                "audit",
                traces,
                count(connection, "SELECT CONCAT(action, ' ', object_id) FROM audit WHERE action LIKE 'key.%'"),
                faults);
        Map<String, Integer> narrowed = new TreeMap<>();
        storedRevocations.keySet().forEach(id -> narrowed.put(id, 1));
        expect("change log", narrowed, count(connection, "SELECT key_id FROM change_log"), faults);
        Map<String, Integer> epochs = new TreeMap<>();
        for (int n = 1; n <= epoch(connection); n++) {
            epochs.put(Integer.toString(n), 1);
        }
        expect("epochs", epochs, count(connection, "SELECT CONCAT(n, '') FROM change_log"), faults);

        hashes.putAll(storedHashes);
        revocations.putAll(storedRevocations);
        return faults;
    }

    private static void readKeys(Connection connection, Map<String, String> hashes, Map<String, String> revocations)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT id, hash, revoked_at FROM api_key WHERE id <> 'key_load'")) {
            while (row.next()) {
                hashes.put(row.getString(1), HexFormat.of().formatHex(row.getBytes(2)));
                LocalDateTime revokedAt = row.getObject(3, LocalDateTime.class);
                if (revokedAt != null) {
                    revocations.put(row.getString(1), DatabaseTime.of(revokedAt.toInstant(ZoneOffset.UTC)));
                }
            }
        }
    }

    private static void differences(
            String what, Map<String, String> known, Map<String, String> stored, List<String> faults) {
        known.forEach((id, value) -> {
            if (!value.equals(stored.get(id))) {
                faults.add(what + " of " + id + ": " + value + " became " + stored.get(id));
            }
        });
    }

    private static void expect(
            String what, Map<String, Integer> expected, Map<String, Integer> found, List<String> faults) {
        if (!expected.equals(found)) {
            Map<String, Integer> missing = new TreeMap<>(expected);
            missing.entrySet().removeAll(found.entrySet());
            Map<String, Integer> surplus = new TreeMap<>(found);
            surplus.entrySet().removeAll(expected.entrySet());
            faults.add(what + ": missing " + missing + ", surplus " + surplus);
        }
    }

    private static Map<String, Integer> count(Connection connection, String query) throws SQLException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                counts.merge(row.getString(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static int epoch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT n FROM epoch WHERE id = 1")) {
            row.next();
            return row.getInt(1);
        }
    }
}
