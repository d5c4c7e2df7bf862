package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement of a migration can be interrupted and repeated, on both databases. */
class MigrationFilesOnDatabaseTest {
    private static final Path FILES =
            Path.of(System.getProperty("chatelaine.basedir", "."), "src/main/resources", MigrationScript.FOLDER);

    @TempDir
    Path directory;

    private static List<MigrationScript> scripts(Map<String, String> placeholders) throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparing(name -> Integer.parseInt(name.replaceAll("^V|__.*$", ""))))
                    .map(name -> MigrationScript.read(name, placeholders))
                    .toList();
        }
    }

    @Test
    void everyStatementOfEveryFileIsUnderstood() throws IOException {
        List<MigrationScript> scripts = scripts(Map.of("ascii", "", "exact", ""));
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(8);
        for (MigrationScript script : scripts) {
            assertThat(script.statements()).as(script.name()).isNotEmpty();
            assertThat(script.statements())
                    .as(script.name())
                    .allMatch(statement -> MigrationStepParser.parse(statement).isPresent());
        }
    }

    /** Checks with the catalogue that each statement is not done before it runs, and done after it. */
    @Test
    void everyStatementIsSeenToBeDoneOnceItIs() throws IOException, SQLException {
        TestDatabase database = TestDatabase.empty(directory);
        List<String> wrong = new ArrayList<>();
        try (Connection connection = database.source().getConnection();
                Statement sent = connection.createStatement()) {
            for (MigrationScript script : scripts(Schema.collations(database.url()))) {
                for (String statement : script.statements()) {
                    MigrationStep step = MigrationStepParser.parse(statement).orElseThrow();
                    boolean before = step.isDone(new DatabaseCatalog(connection));
                    sent.execute(statement);
                    boolean after = step.isDone(new DatabaseCatalog(connection));
                    if (before || after == step instanceof MigrationStep.Repeatable) {
                        wrong.add(statement);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
