package io.chatelaine.blackbox;

import io.chatelaine.blackbox.Raw.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Normalises responses, so that two runs are comparable: random ids become numbers in order of appearance. */
final class Lasting {
    private static final Pattern KEY = Pattern.compile("ck_(live|test)_[0-9A-Za-z]{36}");
    private static final Pattern ID = Pattern.compile("(key|acc)_[0-9A-Za-z]{22}");
    private static final Pattern MADE_ID = Pattern.compile("req_[0-9a-z]{24}");
    private static final Pattern TIME = Pattern.compile("20[0-8]\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern HINT = Pattern.compile("\"hint\":\"[0-9A-Za-z]{4}\"");
    /** {@code last_used}, which the server writes at any time later. */
    private static final Pattern LAST_USED = Pattern.compile("\"last_used\":(null|\"TIME\")");

    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"[^\"]*\"");

    private final Map<String, String> ids = new HashMap<>();
    private final UnaryOperator<String> further;

    /** @param further replaces values that only the caller knows */
    Lasting(UnaryOperator<String> further) {
        this.further = further;
    }

    /** Returns status, headers sorted by name, and body; without the headers that are listed as the server's own. */
    String of(Reply reply, List<String> without) {
        Map<String, String> headers = new TreeMap<>();
        for (String header : reply.headers()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!without.contains(name)) {
                headers.merge(name, header.substring(colon + 1).strip(), (first, second) -> first + " + " + second);
            }
        }
        return text(reply.status() + " " + headers + " " + reply.body());
    }

    private String text(String answer) {
        String text = KEY.matcher(answer).replaceAll("ck_$1_…");
        text = ID.matcher(text).replaceAll(this::number);
        text = MADE_ID.matcher(text).replaceAll("req_…");
        text = TIME.matcher(text).replaceAll("TIME");
        text = LAST_USED.matcher(text).replaceAll("\"last_used\":…");
        text = HINT.matcher(text).replaceAll("\"hint\":\"…\"");
        return further.apply(CURSOR.matcher(text).replaceAll("\"next_cursor\":\"…\""));
    }

    private String number(MatchResult id) {
        return ids.computeIfAbsent(id.group(), seen -> id.group(1) + '_' + (ids.size() + 1));
    }
}
