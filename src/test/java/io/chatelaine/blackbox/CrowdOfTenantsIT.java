package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.AtOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many tenants change their keys at once and all succeed; one tenant alone cannot block the others. */
@Isolated("Asks all that the machine has")
@Tag("pair")
@Tag("long")
class CrowdOfTenantsIT {
    private static final int TENANTS = 100;
    private static final int CHANGES = 1000;

    private final Server server = ServerSession.server();
    private final List<Issued> keys = new ArrayList<>();

    /** The bound is far from what {@code scripts/bench crowd} demands: it finds a collapse, not a slow machine. */
    @Test
    void hundredTenantsThatPatchTheirOwnKeysAllSucceedAndAreNotSlowerThanTwenty() throws Exception {
        List<Tenant> tenants = new ArrayList<>();
        try {
            for (int i = 0; i < TENANTS; i++) {
                tenants.add(new Tenant(server));
                keys.add(tenants.get(i).issue("crowd", "keys:read", "keys:write"));
            }
            crowd(20);
            Duration few = crowd(20);
            Duration many = crowd(TENANTS);
            System.out.printf("%d changes of 20 tenants in %s, of %d in %s%n", CHANGES, few, TENANTS, many);
            assertThat(many).isLessThan(few.multipliedBy(4));
        } finally {
            tenants.forEach(Tenant::close);
        }
    }

    /** Returns how long a crowd takes for all changes. One more thread reads beside it. */
    private Duration crowd(int clients) throws Exception {
        AtomicInteger changing = new AtomicInteger(clients);
        long start = System.nanoTime();
        List<Set<Integer>> statuses = AtOnce.atOnce(clients + 1, i -> {
            if (i == clients) {
                return reads(keys.get(0), changing);
            }
            try {
                return patches(keys.get(i), CHANGES / clients);
            } finally {
                changing.decrementAndGet();
            }
        });
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(statuses).hasSize(clients + 1).containsOnly(Set.of(200));
        for (Issued key : keys.subList(0, clients)) {
            JsonNode shown = Api.withKey(server, key.key()).get("/v1/me").data();
            assertThat(shown.path("name").asText()).isEqualTo("n" + (CHANGES / clients - 1));
        }
        return taken;
    }

    private Set<Integer> patches(Issued key, int count) {
        Api own = Api.withKey(server, key.key());
        Set<Integer> statuses = new TreeSet<>();
        for (int n = 0; n < count; n++) {
            statuses.add(own.patch("/v1/api-keys/" + key.id(), "{\"name\":\"n" + n + "\"}")
                    .status());
        }
        return statuses;
    }

    private Set<Integer> reads(Issued key, AtomicInteger changing) {
        Api own = Api.withKey(server, key.key());
        Set<Integer> statuses = new TreeSet<>();
        while (changing.get() > 0) {
            statuses.add(own.get("/v1/me").status());
        }
        return statuses;
    }

    /** A repeated revoke is a read, which a bound may refuse: it takes no lock and no turn. */
    @Test
    void finishedRevokeThatIsRepeatedWithoutEndKeepsNobodyWaiting() throws Exception {
        try (Tenant tenant = new Tenant(server);
                Tenant other = new Tenant(server)) {
            Issued writer = tenant.issue("writer", "keys:read", "keys:write");
            Api own = Api.withKey(server, writer.key());
            Issued parent = own.issue("parent", "keys:write");
            Api.withKey(server, parent.key()).issue("child");
            String path = "/v1/api-keys/" + parent.id() + "?descendants=true";
            Answer first = own.delete(path);
            assertThat(first.status()).isEqualTo(200);
            Issued bystander = other.issue("bystander", "keys:read", "keys:write");

            List<Set<Integer>> statuses = AtOnce.atOnce(64, i -> {
                Set<Integer> seen = new TreeSet<>();
                for (int n = 0; n < 5; n++) {
                    Answer answer = i == 0 ? renamed(bystander, n) : own.delete(path);
                    seen.add(answer.status());
                    if (answer.status() == 429) {
                        assertThat(answer.header("Retry-After")).isEqualTo("2");
                        assertThat(answer.json().path("code").asText()).isEqualTo("rate_limited");
                    } else if (i > 0) {
                        assertThat(answer.body()).isEqualTo(first.body());
                    }
                }
                return seen;
            });

            assertThat(statuses.get(0)).isEqualTo(Set.of(200));
            assertThat(statuses).allMatch(seen -> Set.of(200, 429).containsAll(seen));
        }
    }

    private Answer renamed(Issued key, int n) {
        return Api.withKey(server, key.key()).patch("/v1/api-keys/" + key.id(), "{\"name\":\"b" + n + "\"}");
    }
}
