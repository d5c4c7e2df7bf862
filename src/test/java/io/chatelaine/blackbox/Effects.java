package io.chatelaine.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/**
 * The expected effects of an allowed call. It also updates the expected rows, so that they always equal what an
 * administrator sees.
 *
 * @param undo actions that revert the changes, if they can be reverted
 */
record Effects(Rows rows, SoftAssertions softly, List<Runnable> undo) {
    void check(TableCell cell, Answer answer) {
        switch (cell.call().method()) {
            case "GET" -> read(cell, answer);
            case "POST" -> {
                if (cell.call().makes()) {
                    made(cell, answer.data());
                } else {
                    softly.assertThat(answer.data().path("matched").asInt())
                            .as("%s", cell)
                            .isZero();
                }
            }
            case "PATCH" -> changed(cell, answer.data());
            default -> revoked(cell, answer.data());
        }
    }

    private void read(TableCell cell, Answer answer) {
        if (cell.call().isOnApplications()) {
            if (!cell.role().isAdmin()) {
                softly.assertThat(answer.data()).as("%s", cell).isEmpty();
            }
        } else if (cell.call().isList()) {
            listed(cell, answer.data());
        } else if (cell.call().path().equals("/v1/me")) {
            ObjectNode me = Rows.lasting(answer.data());
            softly.assertThat(me.remove("account").path("slug").asText())
                    .as("%s", cell)
                    .isEqualTo(cell.slug());
            softly.assertThat(me).as("%s", cell).isEqualTo(rows.get(cell.callerId()));
        } else if (cell.call().isUsage()) {
            softly.assertThat(answer.data().path("id").asText()).as("%s", cell).isEqualTo(meant(cell));
            softly.assertThat(answer.data().path("revoked_at"))
                    .as("%s", cell)
                    .isEqualTo(rows.get(meant(cell)).path("revoked_at"));
        } else if (answer.data().isObject()) {
            same(cell, answer.data(), rows.get(meant(cell)));
        } else {
            for (JsonNode row : answer.data()) {
                if (!rows.isOthers(row)) {
                    same(cell, row, rows.get(row.path("id").asText()));
                }
            }
        }
    }

    /** Checks that a list contains all keys of the account that the caller may see, and no other. */
    private void listed(TableCell cell, JsonNode data) {
        String query = cell.call().path().replaceFirst("[^?]*\\??", "") + '&';
        String status = query.contains("status=") ? query.replaceFirst("status=(\\w+)&.*", "$1") : "active";
        List<ObjectNode> meant = rows.keysIn(cell.slug()).stream()
                .filter(row ->
                        status.equals("all") || row.path("status").asText().equals(status))
                .filter(row -> !cell.role().isTest()
                        || row.path("environment").asText().equals("test"))
                .toList();
        for (JsonNode row : data) {
            ObjectNode known = Rows.lasting(row).put("in", cell.slug());
            softly.assertThat(meant.contains(known)).as("%s: %s", cell, row).isTrue();
        }
        if (!cell.call().namesKey()) {
            int most = query.contains("limit=1&") ? 1 : query.contains("limit=100&") ? 100 : 50;
            softly.assertThat(data).as("%s", cell).hasSize(Math.min(most, meant.size()));
        }
    }

    private void made(TableCell cell, JsonNode row) {
        if (cell.call().isOnKeys()) {
            softly.assertThat(row.path("created_by").asText()).as("%s", cell).isEqualTo(cell.callerId());
            softly.assertThat(row.path("scopes")).as("%s", cell).isEmpty();
            softly.assertThat(row.path("environment").asText())
                    .as("%s", cell)
                    .isEqualTo(cell.role().isTest() ? "test" : "live");
            Api.KEYS_SEEN.add(row.path("key").asText());
        }
        put(cell, row);
    }

    private void changed(TableCell cell, JsonNode answered) {
        ObjectNode before = rows.get(meant(cell));
        ObjectNode after = before.deepCopy();
        after.setAll(body(cell));
        if (cell.call().isOnKeys() && after.remove("enabled") != null) {
            after.put("status", "disabled");
        }
        same(cell, answered, after);
        put(cell, answered);
        undo.add(() -> {
            Keyring account = cell.account();
            Answer restored = cell.call().isOnKeys() ? account.restore(before) : account.restoreAccount(before);
            same(cell, restored.data(), before);
            put(cell, restored.data());
        });
    }

    private void put(TableCell cell, JsonNode row) {
        rows.put(row, cell.call().isOnKeys() ? cell.slug() : "");
    }

    private void revoked(TableCell cell, JsonNode answered) {
        softly.assertThat(answered.path("id").asText()).as("%s", cell).isEqualTo(meant(cell));
        List<ObjectNode> meant = rows.family(meant(cell));
        for (ObjectNode row : cell.call().withDescendants() ? meant : meant.subList(0, 1)) {
            if (row.path("revoked_at").isNull()) {
                row.put("status", "revoked").set("revoked_at", answered.get("revoked_at"));
            }
        }
        softly.assertThat(answered.path("revoked_at"))
                .as("%s", cell)
                .isEqualTo(meant.get(0).path("revoked_at"));
    }

    private void same(TableCell cell, JsonNode answered, ObjectNode row) {
        softly.assertThat(Rows.lasting(answered)).as("%s", cell).isEqualTo(row);
    }

    /** Returns the id of the target's row. */
    private static String meant(TableCell cell) {
        return cell.call().isOnKeys() ? cell.id() : cell.account().tenant().id();
    }

    private static ObjectNode body(TableCell cell) {
        try {
            return (ObjectNode) Api.JSON.readTree(cell.call().body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
