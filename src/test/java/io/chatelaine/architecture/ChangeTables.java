package io.chatelaine.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds SQL and JPQL on the tables of the package {@code change}. It reads sources: a class file does not show a text's
 * use.
 */
final class ChangeTables {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//.*$", Pattern.DOTALL);
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile(
            "\\b((account_)?change_log|(accountchangelog|epoch|idempotentissue|installation)row|(into|update|from|join|table|,)\\s+(audit|refusal|epoch|installation|idempotent_issue))\\b");

    private ChangeTables() {}

    /** Returns the string literals of a Java source that are SQL or JPQL on one of the tables. */
    static List<String> in(String source) {
        String code = JOINT.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("");
        List<String> found = new ArrayList<>();
        Matcher literal = LITERAL.matcher(code);
        while (literal.find()) {
            if (TABLE.matcher(literal.group().toLowerCase(Locale.ROOT)).find()) {
                found.add(literal.group());
            }
        }
        return found;
    }
}
