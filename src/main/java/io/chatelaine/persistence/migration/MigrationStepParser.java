package io.chatelaine.persistence.migration;

import io.chatelaine.persistence.migration.DatabaseCatalog.Index;
import io.chatelaine.persistence.migration.MigrationStep.NewColumn;
import io.chatelaine.persistence.migration.MigrationStep.NewIndex;
import io.chatelaine.persistence.migration.MigrationStep.NewRow;
import io.chatelaine.persistence.migration.MigrationStep.NewTable;
import io.chatelaine.persistence.migration.MigrationStep.NoIndex;
import io.chatelaine.persistence.migration.MigrationStep.Repeatable;
import io.chatelaine.persistence.migration.MigrationStep.WiderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the statements that a migration may have: one change each, of a kind for which the catalogue shows whether it
 * is done. Names are unquoted; Flyway's own statements have quoted names and are not parsed.
 */
final class MigrationStepParser {
    private static final String NAME = "([a-z][a-z0-9_]*)";
    private static final Pattern TABLE = pattern("CREATE TABLE " + NAME + " ?\\((.*)\\)");
    private static final Pattern COLUMN = pattern("ALTER TABLE " + NAME + " ADD COLUMN " + NAME + " (.*)");
    private static final Pattern INDEX = pattern("CREATE (UNIQUE )?INDEX " + NAME + " ON " + NAME + " ?\\(([^()]*)\\)");
    private static final Pattern NO_INDEX = pattern("DROP INDEX " + NAME + " ON " + NAME);
    private static final Pattern ROW =
            pattern("INSERT INTO " + NAME + " \\(" + NAME + "[^()]*\\) VALUES \\(([0-9]+|'[^']*')[^()]*\\)");
    private static final Pattern REPEATABLE = pattern("(?:INSERT IGNORE INTO|UPDATE) .*");
    private static final Pattern WIDER =
            pattern("ALTER TABLE " + NAME + " MODIFY " + NAME + " VARCHAR\\(([0-9]+)\\)[^,]*");
    /** The first words of entries in a table's definition that are not columns. */
    private static final Set<String> CONSTRAINTS =
            Set.of("constraint", "primary", "unique", "foreign", "key", "index", "check");

    private MigrationStepParser() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Returns the change of a statement; empty if its kind is unknown. */
    static Optional<MigrationStep> parse(String statement) {
        String sql = MigrationScript.withoutComments(statement).strip().replaceAll("\\s+", " ");
        Matcher table = TABLE.matcher(sql);
        if (table.matches()) {
            return Optional.of(new NewTable(lower(table, 1), columns(table.group(2))));
        }
        Matcher column = COLUMN.matcher(sql);
        if (column.matches() && entries(column.group(3)).size() == 1) {
            return Optional.of(new NewColumn(lower(column, 1), lower(column, 2)));
        }
        Matcher wider = WIDER.matcher(sql);
        if (wider.matches()) {
            return Optional.of(new WiderColumn(lower(wider, 1), lower(wider, 2), Long.parseLong(wider.group(3))));
        }
        Matcher row = ROW.matcher(sql);
        if (row.matches()) {
            return Optional.of(new NewRow(lower(row, 1), lower(row, 2), row.group(3)));
        }
        return REPEATABLE.matcher(sql).matches() ? Optional.of(new Repeatable()) : index(sql);
    }

    private static Optional<MigrationStep> index(String sql) {
        Matcher made = INDEX.matcher(sql);
        if (made.matches()) {
            Index index = new Index(made.group(1) != null, indexColumns(lower(made, 4)));
            return Optional.of(new NewIndex(lower(made, 3), lower(made, 2), index));
        }
        Matcher dropped = NO_INDEX.matcher(sql);
        return dropped.matches() ? Optional.of(new NoIndex(lower(dropped, 2), lower(dropped, 1))) : Optional.empty();
    }

    private static String lower(Matcher matcher, int group) {
        return DatabaseCatalog.lower(matcher.group(group));
    }

    private static List<String> columns(String definition) {
        return entries(definition).stream()
                .map(entry -> DatabaseCatalog.lower(entry.strip().split(" ", 2)[0]))
                .filter(word -> !CONSTRAINTS.contains(word))
                .toList();
    }

    private static List<String> indexColumns(String list) {
        return entries(list).stream()
                .map(entry -> entry.strip().replaceFirst(" asc$", ""))
                .toList();
    }

    /** Splits at commas outside of parentheses and string literals. */
    private static List<String> entries(String list) {
        List<String> entries = new ArrayList<>();
        int depth = 0;
        boolean text = false;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            text ^= c == '\'';
            if (!text && c == ',' && depth == 0) {
                entries.add(list.substring(start, i));
                start = i + 1;
            } else if (!text) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        entries.add(list.substring(start));
        return entries;
    }
}
