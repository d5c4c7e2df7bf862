package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ids of keys cannot be guessed, and the response for another account's id equals the one for an unknown id. */
class EnumerationIT {
    private static final String UNKNOWN = TableCell.UNKNOWN_ID;

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Tenant other = new Tenant(server);

    @AfterEach
    void suspend() {
        tenant.close();
        other.close();
    }

    @Test
    void idsAreRandomAndNoTwoBeginAlike() {
        assertThat(List.of(tenant.id(), other.id())).allMatch(id -> id.matches("acc_[0-9A-Za-z]{22}"));
        assertThat(tenant.id().substring(4, 12)).isNotEqualTo(other.id().substring(4, 12));
        Set<String> starts = new TreeSet<>();
        for (int i = 1; i <= 200; i++) {
            Answer made = admin.post(
                    tenant.path("/api-keys"), Tenant.asked("one of many").toString());
            String id = made.data().path("id").asText();
            assertThat(id).matches("key_[0-9A-Za-z]{22}");
            starts.add(id.substring(4, 12));
            assertThat(starts).hasSize(i);
        }
    }

    @Test
    void hintIsTheFirstFourSecretCharactersAndNoAnswerShowsMore() {
        Issued issued = tenant.issue("hinted", "admin");
        String secret = issued.key().substring("ck_live_".length());
        assertThat(issued.answer().data().path("hint").asText()).isEqualTo(secret.substring(0, 4));
        Api owner = tenant.client(issued);
        for (String path : List.of("/v1/me", "/v1/api-keys", "/v1/api-keys/" + issued.id(), tenant.path("/api-keys"))) {
            String body = owner.get(path).body();
            assertThat(body).as(path).contains("\"hint\":\"" + secret.substring(0, 4) + '"');
            assertThat(body).as(path).doesNotContain(secret.substring(0, 5), secret.substring(4, 12));
        }
    }

    @Test
    void foreignIdIsAnsweredAsAnUnknownOneForEveryMethodByteByByte() throws IOException {
        Issued live = other.issue("live");
        Issued test = other.issueTest("test");
        Issued revoked = other.issue("revoked");
        admin.delete(other.path("/api-keys/" + revoked.id()));
        Issued ownLive = tenant.issue("live");
        String key = tenant.issue("caller", "keys:read", "keys:write").key();
        String testKey = tenant.issueTest("caller", "keys:read", "keys:write").key();
        Rows before = Rows.read(server, tenant, other);
        for (String method : List.of("GET", "HEAD", "PATCH", "DELETE", "PUT", "POST", "OPTIONS")) {
            for (String query : List.of("", "?descendants=true", "?descendants=x")) {
                for (String id : List.of(live.id(), test.id(), revoked.id(), other.id())) {
                    assertThat(bytes(key, method, id + query)).isEqualTo(bytes(key, method, UNKNOWN + query));
                }
                assertThat(bytes(testKey, method, ownLive.id() + query))
                        .isEqualTo(bytes(testKey, method, UNKNOWN + query));
            }
        }
        before.assertUnchanged(server, tenant, other);
    }

    @Test
    void oddIdsAreAnsweredAsUnknownOnes() throws IOException {
        String id = other.issue("live").id();
        String own = tenant.issue("own").id();
        String key = tenant.issue("caller", "keys:read", "keys:write").key();
        Rows before = Rows.read(server, tenant, other);
        for (String odd : List.of(
                "%27",
                "%22",
                "%25",
                "_",
                "key_%25",
                "key_" + "_".repeat(22),
                own.substring(0, 25) + "_",
                own.substring(0, 25) + "%25",
                own.substring(4),
                swapped(own),
                own + "%20",
                "%20" + own,
                own + "%0A",
                own + "%09",
                own + "%C2%A0",
                own + ",",
                own + "%27%20OR%20%271%27=%271",
                id + "%27--",
                "%C3%BC",
                "%EF%BC%8B%F0%9F%94%91",
                "key_" + "x".repeat(10_000))) {
            for (String method : List.of("GET", "HEAD", "PATCH", "DELETE")) {
                assertThat(bytes(key, method, odd)).as(method + " " + odd).isEqualTo(bytes(key, method, UNKNOWN));
            }
        }
        before.assertUnchanged(server, tenant, other);
    }

    @Test
    void noIdAndDotsReachNoKey() throws IOException {
        String key = tenant.issue("caller", "keys:read", "keys:write").key();
        Rows before = Rows.read(server, tenant, other);
        for (String odd : List.of("", ".", "..", "%2e%2e", "../me", "..%20", "%2F", "..%2F..%2Fv1%2Fme", "//")) {
            for (String method : List.of("PATCH", "DELETE")) {
                int status = reply(key, method, odd).status();
                assertThat(status).as(method + " " + odd).isIn(400, 404, 405);
            }
        }
        before.assertUnchanged(server, tenant, other);
    }

    private static String swapped(String id) {
        String upper = id.toUpperCase(Locale.ROOT);
        return "key_" + (id.endsWith(upper.substring(4)) ? id.toLowerCase(Locale.ROOT) : upper).substring(4);
    }

    /** Returns the whole response in order, without the time; the client sends the request id. */
    private String bytes(String key, String method, String id) throws IOException {
        Reply reply = reply(key, method, id);
        List<String> headers = reply.headers().stream()
                .filter(header -> !header.startsWith("Date:"))
                .toList();
        return reply.status() + "\n" + String.join("\n", headers) + "\n\n" + reply.body();
    }

    private Reply reply(String key, String method, String id) throws IOException {
        boolean body = method.equals("PATCH") || method.equals("POST");
        String content = body ? "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"x\"}" : "\r\n";
        return Raw.once(
                server,
                method + " /v1/api-keys/" + id + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: same\r\n"
                        + "X-API-Key: " + key + "\r\n" + content);
    }
}
