package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.persistence.migration.DatabaseCatalog.Index;
import io.chatelaine.persistence.migration.MigrationStep.NewColumn;
import io.chatelaine.persistence.migration.MigrationStep.NewIndex;
import io.chatelaine.persistence.migration.MigrationStep.NewRow;
import io.chatelaine.persistence.migration.MigrationStep.NewTable;
import io.chatelaine.persistence.migration.MigrationStep.NoIndex;
import io.chatelaine.persistence.migration.MigrationStep.Repeatable;
import io.chatelaine.persistence.migration.MigrationStep.WiderColumn;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationStepParserTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        "-- One; or two.\nCREATE TABLE a_b (\n  id VARCHAR(32) NOT NULL PRIMARY KEY,\n n DECIMAL(9, 2),\n"
                                + "  PRIMARY KEY (id, n), CONSTRAINT c UNIQUE (n)\n)",
                        new NewTable("a_b", List.of("id", "n"))),
                Arguments.of(
                        "ALTER TABLE a ADD COLUMN note VARCHAR(9) DEFAULT 'a, b' NOT NULL", new NewColumn("a", "note")),
                Arguments.of(
                        "CREATE INDEX i ON t (a, b DESC, c ASC)",
                        new NewIndex("t", "i", new Index(false, List.of("a", "b desc", "c")))),
                Arguments.of("create unique index I ON T(A)", new NewIndex("t", "i", new Index(true, List.of("a")))),
                Arguments.of(
                        "ALTER TABLE t MODIFY note VARCHAR(500) CHARACTER SET utf8mb4 NOT NULL",
                        new WiderColumn("t", "note", 500)),
                Arguments.of("DROP INDEX i ON t", new NoIndex("t", "i")),
                Arguments.of("INSERT INTO t (id, n) VALUES (1, NULL)", new NewRow("t", "id", "1")),
                Arguments.of("INSERT INTO t (id, n) VALUES ('x y', 0)", new NewRow("t", "id", "'x y'")),
                Arguments.of("INSERT IGNORE INTO t (id) VALUES (1), (2)", new Repeatable()),
                Arguments.of("UPDATE t SET a = b WHERE a IS NULL", new Repeatable()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void changeOfAKnownKindIsRead(String statement, MigrationStep step) {
        assertThat(MigrationStepParser.parse(statement)).contains(step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN a INTEGER, ADD COLUMN b INTEGER",
                "ALTER TABLE t MODIFY COLUMN a BIGINT",
                "ALTER TABLE t DROP COLUMN a",
                "ALTER TABLE t ADD CONSTRAINT c UNIQUE (a)",
                "CREATE TABLE IF NOT EXISTS t (a INTEGER)",
                "CREATE TABLE `t` (a INTEGER)",
                "CREATE TABLE t AS SELECT 1",
                "DROP TABLE t",
                "DROP INDEX i",
                "DELETE FROM t",
                "INSERT INTO t (id) VALUES (1), (2)",
                "INSERT INTO t (id) SELECT 1",
                "SET FOREIGN_KEY_CHECKS = 0",
            })
    void changeOfAnotherKindIsNot(String statement) {
        assertThat(MigrationStepParser.parse(statement)).isEmpty();
    }

    @Test
    void semicolonsInTextsAndCommentsEndNoStatement() {
        assertThat(MigrationScript.of(
                                "V0", "-- a; b\nUPDATE t SET a = 'x;y';\n\n  -- c\nDROP INDEX i\n  ON t;\n", Map.of())
                        .statements())
                .containsExactly("UPDATE t SET a = 'x;y'", "DROP INDEX i\n  ON t");
    }
}
