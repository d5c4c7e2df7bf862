package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list continues only after the end of one of its pages: "a tampered cursor is 400". */
class TamperedCursorIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Tenant other = new Tenant(server);
    private final Api owner = tenant.client("keys:read", "keys:write");

    @AfterEach
    void suspend() {
        tenant.close();
        other.close();
    }

    @Test
    void cursorThatIsNotAsItWasGivenIs400() {
        for (int i = 0; i < 3; i++) {
            owner.issue("page");
            other.issue("page");
        }
        String cursor =
                owner.get("/v1/api-keys?limit=2").json().path("next_cursor").asText();
        assertThat(owner.get("/v1/api-keys?limit=2&cursor=" + cursor).status()).isEqualTo(200);
        List<String> tampered = new ArrayList<>();
        for (int i = 0; i < cursor.length(); i++) {
            char changed = cursor.charAt(i) == 'a' ? 'b' : 'a';
            tampered.add(cursor.substring(0, i) + changed + cursor.substring(i + 1));
            tampered.add(cursor.substring(0, i));
            tampered.add(cursor.substring(0, i) + "_" + cursor.substring(i + 1));
        }
        tampered.removeIf(cursor::equals);
        tampered.add(cursor + "a");
        tampered.add(cursor + "%20");
        tampered.add(admin.get(other.path("/api-keys?limit=2"))
                .json()
                .path("next_cursor")
                .asText());
        tampered.add(tenant.id());
        for (String wrong : tampered) {
            assertProblem(owner.get("/v1/api-keys?cursor=" + wrong), 400, "bad_request");
        }
        for (String wrong :
                List.of(cursor, tenant.id().substring(0, 25) + "_", tenant.id().substring(4), tenant.slug())) {
            assertProblem(admin.get("/v1/accounts?cursor=" + wrong), 400, "bad_request");
        }
    }
}
