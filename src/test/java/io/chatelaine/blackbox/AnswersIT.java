package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every server answers two hundred requests as Payara Micro on the embedded database does, to the byte, except for the
 * differences that {@code differences.txt} lists with their reasons.
 */
@Isolated("Numbers what comes up in the order in which it does")
@Tag("pair")
class AnswersIT {
    private static final Path FOLDER = Server.ROOT.resolve("target/answers");

    private final Server server = ServerSession.server();
    private final Map<String, String> words = new HashMap<>();

    @Test
    void everyServerAnswersAlike() throws IOException {
        List<String> answers = answers();
        Files.createDirectories(FOLDER);
        Files.write(file(Cell.current()), answers);
        if (Cell.current() == Cell.PAYARA_H2) {
            assertThat(answers).hasSizeGreaterThan(200);
            return;
        }
        Path reference = file(Cell.PAYARA_H2);
        assertThat(reference).as("the answers of a run in the cell payara-h2").exists();
        List<String> expected = Files.readAllLines(reference);
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).equals(expected.get(i))) {
                differences.put(request(answers.get(i)), expected.get(i) + "\n   here: " + answers.get(i));
            }
        }
        assertThat(differences).containsOnlyKeys(Cell.current().onWildFly() ? listed("request") : List.of());
    }

    private static Path file(Cell cell) {
        return FOLDER.resolve(cell.name().toLowerCase(Locale.ROOT) + ".txt");
    }

    private static String request(String answer) {
        return answer.substring(0, answer.indexOf(" => "));
    }

    /** Returns the rows of one kind in the list of differences; each must have a reason. */
    private static List<String> listed(String kind) {
        List<String> listed = new ArrayList<>();
        for (String line : Resources.lines("differences.txt")) {
            if (line.startsWith(kind + ": ")) {
                int reason = line.lastIndexOf(" -- ");
                assertThat(reason).as("the reason of: %s", line).isPositive();
                listed.add(line.substring(kind.length() + 2, reason));
            }
        }
        return listed;
    }

    private List<String> answers() throws IOException {
        List<String> own = listed("header");
        List<String> answers = new ArrayList<>();
        try (Tenant tenant = new Tenant(server);
                Tenant stranger = new Tenant(server)) {
            fill(tenant, stranger);
            Lasting lasting = new Lasting(text ->
                    text.replace(tenant.slug(), "SLUG").replace(tenant.slug().toUpperCase(Locale.ROOT), "NAME"));
            for (String row : Resources.lines("requests.txt")) {
                if (!row.startsWith("#")) {
                    String answer = lasting.of(Raw.once(server, request(row.split(" \\| ?", 4))), own);
                    answers.add(row + " => " + answer.replace("\n", "\\n"));
                }
            }
        }
        return answers;
    }

    private void fill(Tenant tenant, Tenant stranger) {
        ObjectNode disabled = Tenant.asked("disabled", "keys:read");
        Issued off = tenant.issue(disabled);
        Issued gone = tenant.issue("revoked", "keys:read");
        Api admin = Api.admin(server);
        assertThat(admin.patch(tenant.path("/api-keys/" + off.id()), "{\"enabled\":false}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.delete(tenant.path("/api-keys/" + gone.id())).status()).isEqualTo(200);
        words.put("admin", server.adminKey());
        words.put("reader", tenant.issue("reader", "keys:read").key());
        words.put("writer", tenant.issue("writer", "keys:read", "keys:write").key());
        words.put("test", tenant.issueTest("test", "keys:read").key());
        words.put("disabled", off.key());
        words.put("revoked", gone.key());
        words.put("wrong", "ck_live_00000000000000000000000000000000000000");
        words.put("malformed", "ck_live_x");
        words.put("slug", tenant.slug());
        words.put("id", tenant.issue("target", "keys:read").id());
        words.put("gone", gone.id());
        words.put("other", stranger.issue("other").id());
        words.put("long", "k".repeat(300));
        words.put("big", "{\"name\":\"" + "x".repeat(17_000) + "\"}");
        words.put("deep", "[".repeat(40) + "]".repeat(40));
    }

    /** @param row caller, method and path, headers, body */
    private String request(String[] row) {
        String body = row.length > 3 ? latin1(filled(row[3])) : "";
        StringBuilder request = new StringBuilder(filled(row[1])).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (!row[0].equals("none")) {
            String key = String.valueOf(words.get(row[0].replace("bearer:", "")));
            request.append(row[0].startsWith("bearer:") ? "Authorization: Bearer " : "X-API-Key: ")
                    .append(key)
                    .append("\r\n");
        }
        if (row.length > 2 && !row[2].isEmpty()) {
            request.append(filled(row[2]).replace("; ", "\r\n")).append("\r\n");
        }
        if (row.length > 3) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request.append("\r\n").append(body).toString();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace('{' + word.getKey() + '}', word.getValue());
        }
        return filled;
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
