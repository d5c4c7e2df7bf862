package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of all accounts, and of all keys of some accounts, by id, as an administrator sees them. Accounts of other
 * tests, which run at the same time, are left out by their slugs.
 */
final class Rows {
    private final Map<String, ObjectNode> byId = new TreeMap<>();
    private final Pattern others;
    private final Set<String> own;

    private Rows(Pattern others, Tenant... tenants) {
        this.others = others;
        this.own = Stream.of(tenants).map(Tenant::slug).collect(Collectors.toSet());
    }

    static Rows read(Server server, Tenant... tenants) {
        return new Rows(Pattern.compile(Tenant.SLUG + '|' + TableCell.SLUG), tenants).fill(server, tenants);
    }

    /** Reads the rows, including the accounts that the table of {@link TenantsIT} creates. */
    static Rows readTable(Server server, Tenant... tenants) {
        return new Rows(Pattern.compile(Tenant.SLUG), tenants).fill(server, tenants);
    }

    private Rows fill(Server server, Tenant... tenants) {
        Api admin = Api.admin(server);
        all(admin, "/v1/accounts?limit=100").stream()
                .filter(account -> !isOthers(account))
                .forEach(account -> put(account, ""));
        for (Tenant tenant : tenants) {
            all(admin, tenant.path("/api-keys?status=all&limit=100")).forEach(key -> put(key, tenant.slug()));
        }
        return this;
    }

    /** Returns whether an account belongs to another test. */
    boolean isOthers(JsonNode account) {
        String slug = account.path("slug").asText();
        return others.matcher(slug).matches() && !own.contains(slug);
    }

    private static List<JsonNode> all(Api admin, String path) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = admin.get(path + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.data().forEach(rows::add);
            cursor = page.json().path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.json().path("next_cursor").asText();
        } while (!cursor.isEmpty());
        return rows;
    }

    /** @param slug of the account that the key is in, empty for an account */
    void put(JsonNode row, String slug) {
        byId.put(row.path("id").asText(), lasting(row).put("in", slug));
    }

    /** Returns a row without the plaintext key, which only one response has, and the last use, written later. */
    static ObjectNode lasting(JsonNode row) {
        ObjectNode copy = row.deepCopy();
        copy.remove(List.of("key", "last_used"));
        return copy;
    }

    /** Returns the row with that id, as last read. */
    ObjectNode get(String id) {
        ObjectNode row = byId.getOrDefault(id, Api.JSON.createObjectNode()).deepCopy();
        row.remove("in");
        return row;
    }

    List<ObjectNode> keysIn(String slug) {
        return byId.values().stream()
                .filter(row -> row.path("in").asText().equals(slug))
                .toList();
    }

    /** Returns the key and all of its descendants, in any account. */
    List<ObjectNode> family(String id) {
        Stream<ObjectNode> made = byId.values().stream()
                .filter(row -> row.path("created_by").asText().equals(id))
                .flatMap(row -> family(row.path("id").asText()).stream());
        return Stream.concat(Stream.of(Objects.requireNonNull(byId.get(id))), made)
                .toList();
    }

    /** Returns texts that identify a tenant: no response to another tenant may contain one of them. */
    Set<String> marksOf(Tenant tenant) {
        Set<String> marks = new TreeSet<>(
                Set.of(tenant.slug(), tenant.id(), get(tenant.id()).path("name").asText()));
        for (ObjectNode key : keysIn(tenant.slug())) {
            marks.add(key.path("id").asText());
            marks.add("\"name\":" + key.path("name"));
            marks.add("\"hint\":" + key.path("hint"));
        }
        return marks;
    }

    /** Returns the rows that differ, or exist on one side only. */
    List<String> differences(Rows other) {
        Set<String> ids = new TreeSet<>(byId.keySet());
        ids.addAll(other.byId.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(byId.get(id), other.byId.get(id)))
                .map(id -> byId.get(id) + " is " + other.byId.get(id))
                .toList();
    }

    /** Replaces the rows by the current ones. */
    void become(Rows now) {
        byId.clear();
        byId.putAll(now.byId);
    }

    /** Fails if a row has changed. */
    void assertUnchanged(Server server, Tenant... tenants) {
        assertThat(differences(read(server, tenants))).isEmpty();
    }

    /** Reads the rows of all accounts. */
    Set<String> slugs() {
        return byId.values().stream()
                .map(row -> row.path("slug").asText())
                .filter(slug -> !slug.isEmpty())
                .collect(Collectors.toSet());
    }
}
