package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An application whose resources need no role: only its protected paths need a key. A server parses a path to find the
 * servlet, and a router inside the servlet may parse it differently.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPathsIT {
    private static final long SEED = 20_261_128;
    private static final List<String> PROTECTED = List.of("/shop/v1/orders/5", "/shop/v1/sets", "/shop/v1/a/b/c");
    private static final List<String> OPEN =
            List.of("about", "pages/x", "problems/not-found", "about/", "", "shop/about");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "POST", "DELETE", "OPTIONS");

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);

    @AfterAll
    void close() {
        tenant.close();
    }

    private static List<String> variants() {
        Set<String> variants = new LinkedHashSet<>(PathVariants.leadingTo(OPEN, PROTECTED, 4000, SEED));
        variants.addAll(PathVariants.of(PROTECTED, 3000, SEED));
        variants.add("/shop/v1/orders/5;x=%2F..%2F..%2F..%2Fabout");
        return new ArrayList<>(variants);
    }

    @Test
    void noneOf6000VariantsReachesAResourceThatAsksForNoRole() throws IOException {
        List<String> reached = new ArrayList<>();
        int refused = 0;
        int reachedWithAKey = 0;
        String key = "X-API-Key: " + tenant.issue("walker").key() + "\r\n";
        List<String> variants = variants();
        try (Steady connection = new Steady(server)) {
            for (int i = 0; i < variants.size(); i++) {
                String method = METHODS.get(i % METHODS.size());
                Reply reply = connection.ask(method, variants.get(i));
                refused += reply.status() == 401 ? 1 : 0;
                if (isReached(reply)) {
                    reached.add(method + ' ' + variants.get(i));
                }
                if (i % 10 == 0) {
                    reachedWithAKey += isReached(connection.ask("GET", variants.get(i), key)) ? 1 : 0;
                }
            }
        }
        assertThat(reached)
                .as("%d of %d, seed %d", reached.size(), variants.size(), SEED)
                .isEmpty();
        assertThat(variants).hasSizeGreaterThan(6000);
        assertThat(refused).isGreaterThan(2000);
        assertThat(reachedWithAKey).isGreaterThan(50);
    }

    private static boolean isReached(Reply reply) {
        return !reply.header("X-Reached").isEmpty();
    }

    @Test
    void pathWithOneReadingThatIsNotProtectedIsOpen() throws IOException {
        try (Steady connection = new Steady(server)) {
            for (String path : List.of("/shop/about", "/shop/about?x=/v1/orders/5", "/shop/about/")) {
                assertThat(connection.ask("GET", path).body()).as(path).isEqualTo("Shop");
            }
            // A router may compare the raw path and answer 404: the test checks only that no key is needed.
            assertThat(connection.ask("GET", "/shop/%61bout").status()).isIn(200, 404);
            for (String path : List.of("/shop/pages/x", "/shop/pages/v1/orders", "/shop/pages/a%20b")) {
                assertThat(connection.ask("GET", path).body()).as(path).isEqualTo("Page");
            }
            assertThat(connection.ask("GET", "/shop/problems/not-found").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void pathWithTwoReadingsNeedsAKeyWhereverItLeads() throws IOException {
        String key = "X-API-Key: " + tenant.issue("reader").key() + "\r\n";
        try (Steady connection = new Steady(server)) {
            for (String path :
                    List.of("/shop/about;x=1", "/shop/pages/x;a=b", "/shop/pages/%252e", "/shop/pages/%3Bx")) {
                Reply refused = connection.ask("GET", path);
                assertProblem(refused, 401, "unauthorized");
            }
            assertThat(connection.ask("GET", "/shop/pages/x;a=b", key).body()).isEqualTo("Page");
        }
    }
}
