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
 * What an administrator sees of every account, and of all keys of some: each row under its id. Accounts of other tests that
 * run at the same time, whose slugs say so, are left out.
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

    /** The same with the accounts that the table of {@link TenantsIT} makes. */
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

    /** Whether an account is that of another test. */
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

    /** A row without what is in one answer only, the key, or is counted later, its last use. */
    static ObjectNode lasting(JsonNode row) {
        ObjectNode copy = row.deepCopy();
        copy.remove(List.of("key", "last_used"));
        return copy;
    }

    /** The row with that id as it was answered last. */
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

    /** The key and all that it made, and that those made, wherever. */
    List<ObjectNode> family(String id) {
        Stream<ObjectNode> made = byId.values().stream()
                .filter(row -> row.path("created_by").asText().equals(id))
                .flatMap(row -> family(row.path("id").asText()).stream());
        return Stream.concat(Stream.of(Objects.requireNonNull(byId.get(id))), made)
                .toList();
    }

    /** By what a tenant could be told: nobody else's answers may hold one of these. */
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

    /** The rows that are there, or as they are, only here or only there. */
    List<String> differences(Rows other) {
        Set<String> ids = new TreeSet<>(byId.keySet());
        ids.addAll(other.byId.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(byId.get(id), other.byId.get(id)))
                .map(id -> byId.get(id) + " is " + other.byId.get(id))
                .toList();
    }

    /** Takes over what is there now. */
    void become(Rows now) {
        byId.clear();
        byId.putAll(now.byId);
    }

    /** Fails where a row is not as it was. */
    void assertUnchanged(Server server, Tenant... tenants) {
        assertThat(differences(read(server, tenants))).isEmpty();
    }

    /** Of all accounts. */
    Set<String> slugs() {
        return byId.values().stream()
                .map(row -> row.path("slug").asText())
                .filter(slug -> !slug.isEmpty())
                .collect(Collectors.toSet());
    }
}
