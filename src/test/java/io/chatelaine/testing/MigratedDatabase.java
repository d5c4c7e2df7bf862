package io.chatelaine.testing;

import io.chatelaine.persistence.migration.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases with all tables and the migration history: copies of one that is migrated once in this JVM. */
public final class MigratedDatabase {
    private static byte @Nullable [] file;
    private static @Nullable List<String> statements;

    private MigratedDatabase() {}

    /** Creates a database on the shared MySQL, and returns its URL for the administrator. */
    public static String onMySql() {
        MySql mysql = MySql.shared();
        String name = mysql.create();
        mysql.execute(name, statements(mysql).toArray(String[]::new));
        return mysql.administratorsUrl(name);
    }

    private static synchronized List<String> statements(MySql mysql) {
        List<String> made = statements;
        if (made == null) {
            String template = mysql.create();
            TestDatabase database = new TestDatabase(mysql.administratorsUrl(template));
            Schema.migrate(database.source(), database.url());
            made = statementsThatMake(template, mysql);
            statements = made;
        }
        return made;
    }

    private static List<String> statementsThatMake(String template, MySql mysql) {
        List<String> made = new ArrayList<>(List.of("SET FOREIGN_KEY_CHECKS = 0"));
        try (Connection connection = mysql.connect(template);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SHOW TABLES")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
                    row.next();
                    made.add(row.getString(2));
                }
                if (mysql.count(template, table) > 0) {
                    made.add("INSERT INTO " + table + " SELECT * FROM " + template + '.' + table);
                }
            }
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the file of an H2 database, {@code keys.mv.db}, into a folder. */
    public static void onH2(Path folder) {
        try {
            Files.write(folder.resolve("keys.mv.db"), file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized byte[] file() throws IOException {
        byte[] made = file;
        if (made == null) {
            Path folder = Files.createTempDirectory("template");
            String url = "jdbc:h2:file:" + folder.resolve("keys") + TestDatabase.H2_OPTIONS;
            TestDatabase database = new TestDatabase(url);
            Schema.migrate(database.source(), url);
            // All connections are closed, so the file is complete.
            made = Files.readAllBytes(folder.resolve("keys.mv.db"));
            file = made;
            Folders.delete(folder);
        }
        return made;
    }
}
