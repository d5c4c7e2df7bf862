package io.chatelaine.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@link Law} hold for the main classes, and fail for classes that break them. */
class DependencyRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.chatelaine");
    private static final Law LAW = new Law("io.chatelaine");

    /** Package of test classes that break every rule. */
    private static final String WRONG_ROOT = "io.chatelaine.architecture.wrong";

    private static final JavaClasses WRONG_HOUSE = new ClassFileImporter().importPackages(WRONG_ROOT);
    private static final Law WRONG_LAW = new Law(WRONG_ROOT);

    private static void assertBroken(ArchRule rule, String by) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(WRONG_HOUSE))
                .withMessageContaining(by)
                .withMessageContaining("because");
    }

    static Stream<String> rooms() {
        return new TreeSet<>(Law.ROOMS.keySet()).stream();
    }

    @Test
    void everyClassHasARoom() {
        LAW.everyClassHasARoom().check(HOUSE);
        assertBroken(WRONG_LAW.everyClassHasARoom(), "wrong.cellar.Forgotten");
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyWhatTheLawLetsIt(String room) {
        LAW.aRoomKnowsOnly(room).check(HOUSE);
    }

    @ParameterizedTest
    @CsvSource({"key, wrong.key.KnowsTheDoor", "management, wrong.management.KeyHelper", "api, wrong.api.OpenResource"})
    void aRoomThatKnowsMoreIsFound(String room, String by) {
        assertBroken(WRONG_LAW.aRoomKnowsOnly(room), by);
    }

    @Test
    void thereAreNoCycles() {
        LAW.thereAreNoCycles().check(HOUSE);
        assertBroken(WRONG_LAW.thereAreNoCycles(), "wrong.api.OpenResource");
    }

    @Test
    void httpStaysAtTheDoor() {
        LAW.httpStaysAtTheDoor().check(HOUSE);
        assertBroken(WRONG_LAW.httpStaysAtTheDoor(), "wrong.key.KnowsTheDoor");
    }

    @Test
    void onlyConfigReadsTheConfiguration() {
        LAW.onlyConfigReadsTheConfiguration().check(HOUSE);
        assertBroken(WRONG_LAW.onlyConfigReadsTheConfiguration(), "wrong.management.KeyHelper");
    }

    @Test
    void nobodyAsksTheNodesClock() {
        LAW.nobodyAsksTheNodesClock().check(HOUSE);
        assertBroken(WRONG_LAW.nobodyAsksTheNodesClock(), "java.time.Instant.now()");
        assertBroken(WRONG_LAW.nobodyAsksTheNodesClock(), "java.lang.System.currentTimeMillis()");
    }

    @Test
    void fewHoldAPlaintextKey() {
        LAW.fewHoldAPlaintextKey().check(HOUSE);
        assertBroken(WRONG_LAW.fewHoldAPlaintextKey(), "wrong.management.KeyHelper");
    }

    @Test
    void everyResourceMethodNamesItsRoles() {
        LAW.everyResourceMethodNamesItsRoles().check(HOUSE);
        assertBroken(WRONG_LAW.everyResourceMethodNamesItsRoles(), "wrong.api.OpenResource.open()");
    }

    @Test
    void nobodyPermitsAll() {
        LAW.nobodyPermitsAll().check(HOUSE);
        assertBroken(WRONG_LAW.nobodyPermitsAll(), "wrong.api.OpenResource.open()");
    }

    @Test
    void theDatabaseIsNotAtTheDoor() {
        LAW.theDatabaseIsNotAtTheDoor().check(HOUSE);
        assertBroken(WRONG_LAW.theDatabaseIsNotAtTheDoor(), "wrong.api.OpenResource");
    }

    @Test
    void anEntityManagerAndAStatementHaveTheirRooms() {
        LAW.anEntityManagerHasItsRooms().check(HOUSE);
        LAW.aStatementHasItsRooms().check(HOUSE);
        assertBroken(WRONG_LAW.anEntityManagerHasItsRooms(), "wrong.api.OpenResource");
        assertBroken(WRONG_LAW.aStatementHasItsRooms(), "wrong.management.KeyHelper");
    }

    @Test
    void aChangeReadsTheTimeOfItsOwnConnection() {
        LAW.aChangeReadsTheTimeOfItsOwnConnection().check(HOUSE);
        assertBroken(WRONG_LAW.aChangeReadsTheTimeOfItsOwnConnection(), "wrong.management.KeyHelper");
    }

    @Test
    void theEmbeddedPackagesAreClosed() {
        LAW.theEmbeddedPackagesAreClosed().check(HOUSE);
        assertBroken(WRONG_LAW.theEmbeddedPackagesAreClosed(), "wrong.key.KnowsTheDoor");
    }

    @Test
    void noNameHasMoreThanFourMethods() {
        LAW.noNameHasMoreThanFourMethods().check(HOUSE);
        assertBroken(WRONG_LAW.noNameHasMoreThanFourMethods(), "wrong.management.KeyHelper.help: 5");
    }

    @Test
    void aPackageHasAtMost25FilesAndAFile250Lines() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        Map<String, Integer> tooLong = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                files.merge(source.resolveSibling("").toString(), 1, Integer::sum);
                int lines = Files.readAllLines(source).size();
                if (lines > 250) {
                    tooLong.put(source.toString(), lines);
                }
            }
        }
        files.values().removeIf(count -> count <= 25);
        assertThat(files).as("packages that nobody knows by heart").isEmpty();
        assertThat(tooLong).as("files that are not read in one look").isEmpty();
    }

    @Test
    void namesSayWhatAClassIs() {
        LAW.namesSayWhatAClassIs().check(HOUSE);
        assertBroken(WRONG_LAW.namesSayWhatAClassIs(), "wrong.management.KeyHelper");
    }

    @Test
    void everyTimerLogsWhatItsWorkThrows() {
        LAW.everyTimerLogsWhatItsWorkThrows().check(HOUSE);
        assertBroken(WRONG_LAW.everyTimerLogsWhatItsWorkThrows(), "wrong.management.KeyHelper.tick()");
    }

    @Test
    void nobodyWritesToTheTerminal() {
        LAW.nobodyWritesToTheTerminal().check(HOUSE);
        assertBroken(WRONG_LAW.nobodyWritesToTheTerminal(), "java.lang.System.out");
    }

    @Test
    void aRequestReadsTheSettingsOnce() {
        LAW.aRequestReadsTheSettingsOnce().check(HOUSE);
        assertBroken(WRONG_LAW.aRequestReadsTheSettingsOnce(), "wrong.security.ReadsTheSettingsAgain");
    }

    @Test
    void aRequestHasOneAttribute() {
        LAW.aRequestHasOneAttribute().check(HOUSE);
        assertBroken(WRONG_LAW.aRequestHasOneAttribute(), "wrong.security.ReadsTheSettingsAgain");
    }

    @Test
    void onlyChangeOpensTransactions() {
        LAW.onlyChangeOpensTransactions().check(HOUSE);
        assertBroken(WRONG_LAW.onlyChangeOpensTransactions(), "wrong.management.KeyHelper");
    }

    @Test
    void onlyChangeTouchesItsTables() throws IOException {
        Map<String, Boolean> touching = new TreeMap<>();
        Path main = Path.of("src/main/java/io/chatelaine");
        try (Stream<Path> files = Files.walk(main)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (!ChangeTables.in(Files.readString(file)).isEmpty()) {
                    touching.put(main.relativize(file).getName(0).toString(), true);
                }
            }
        }
        assertThat(touching.keySet())
                .as("only change may count the epoch: a second writer would break its order")
                .containsExactly("audit", "change");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x(\"INSERT INTO audit (a) VALUES (1)\")",
                "x(\"insert into \" + \"audit\" + \" (a)\")",
                "x(\"UPDATE epoch SET n = 1\")",
                "x(\"SELECT n FROM epoch\")",
                "x(\"INSERT INTO account_change_log (n) VALUES (1)\")",
                "x(\"SELECT id FROM installation WHERE id = 1 FOR UPDATE\")",
                "x(\"SELECT 1 FROM api_key, audit\")",
                "x(\"SELECT 1 FROM api_key k JOIN  Change_Log c\")",
                "x(\"\"\"\n    DELETE\n    FROM audit\n    \"\"\")",
                "x(\"\\\"\", \"DELETE FROM audit\")",
                "x(\"UPDATE EpochRow e SET e.n = 1\")",
                "x(\"SELECT r.keyId FROM \" + \"IdempotentIssueRow r\")",
            })
    void sqlOnTheTablesOfChangeIsFound(String source) {
        assertThat(ChangeTables.in(source)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Scope(\"audit:read\")",
                "x(\"the audit names it\")",
                "// INSERT INTO audit",
                "/* FROM epoch */ x(\"a\")",
                "audit.from(epoch)",
                "x(\"FROM auditor\")",
                "x(\"EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)\")"
            })
    void otherTextIsNoSqlOnThem(String source) {
        assertThat(ChangeTables.in(source)).isEmpty();
    }
}
