package io.chatelaine.persistence.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements of a migration's file in the form that Flyway runs. */
record MigrationScript(String name, List<String> statements) {
    static final String FOLDER = "db/migration";

    /** Reads a migration's file from the class path. */
    static MigrationScript read(String name, Map<String, String> placeholders) {
        try (InputStream file = MigrationScript.class.getClassLoader().getResourceAsStream(FOLDER + "/" + name)) {
            if (file == null) {
                throw new SchemaFailure("the WAR has no migration " + name);
            }
            return of(name, new String(file.readAllBytes(), StandardCharsets.UTF_8), placeholders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MigrationScript of(String name, String text, Map<String, String> placeholders) {
        String sql = withoutComments(text);
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            sql = sql.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        List<String> statements = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < sql.length(); i++) {
            quoted ^= sql.charAt(i) == '\'';
            if (!quoted && sql.charAt(i) == ';') {
                statements.add(sql.substring(start, i).strip());
                start = i + 1;
            }
        }
        return new MigrationScript(name, List.copyOf(statements));
    }

    /** Removes comments that take a whole line. */
    static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^\\s*--.*$", "");
    }

    /** Returns the steps of its statements; skips statements of an unknown kind. */
    List<MigrationStep> steps() {
        return statements.stream()
                .map(MigrationStepParser::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
