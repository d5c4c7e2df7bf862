package io.chatelaine.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The index {@code src/test/attacks.md} names an existing test for each attack of the threat model. */
class AttackIndexTest {
    private static final Path TESTS = Path.of("src/test");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final List<String> WITH_THE_PORTAL = List.of("A20", "A21", "A22", "A23", "A24");

    @Test
    void everyAttackHasARow() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 40).mapToObj(i -> "A" + i).toList());
    }

    @Test
    void everyRowNamesATestOrSaysWhatItWaitsFor() throws IOException {
        rows().forEach((attack, row) -> assertThat(TEST.matcher(row).find()
                        || (WITH_THE_PORTAL.contains(attack) && row.contains("with the portal")))
                .as(row)
                .isTrue());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (String row : rows().values()) {
            for (var test : TEST.matcher(row).results().toList()) {
                assertThat(source(test.group(1))).as(test.group()).contains("void " + test.group(2) + "(");
            }
        }
    }

    /** Returns the rows of the index by the number of the attack. */
    private static Map<String, String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(TESTS.resolve("attacks.md"))) {
            return lines.filter(line -> line.matches("\\| A\\d+ .*"))
                    .collect(Collectors.toMap(
                            line -> Arrays.asList(line.split(" ", 3)).get(1),
                            line -> line,
                            (one, other) -> one + other,
                            TreeMap::new));
        }
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS.resolve("java"))) {
            Path file = files.filter(path -> path.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no class " + type));
            return Files.readString(file);
        }
    }
}
