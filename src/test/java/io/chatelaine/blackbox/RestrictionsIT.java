package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static io.chatelaine.blackbox.RestrictedKeys.assertRestricted;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys restricted to addresses and pages (contract §6), in direct requests and at a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictionsIT {
    private static final String HERE = "\"ips\":[\"127.0.0.0/8\"]";
    private static final String THERE = "\"ips\":[\"192.0.2.0/24\",\"2001:db8::/32\"]";
    private static final String PAGES = "\"referrers\":[\"https://app.example.com/shop/*\",\"https://b.example/*\"]";

    private final RestrictedKeys keys = new RestrictedKeys(ServerSession.server());
    private final Api manager = keys.tenant().client("keys:read", "keys:write");
    private final Issued here = keys.issue(HERE);
    private final Issued there = keys.issue(THERE);
    private final Issued pages = keys.issue(PAGES);

    @AfterAll
    void close() {
        keys.close();
    }

    @Test
    void keyIsLetInFromItsAddressesOnlyAndTheListIsNotTold() throws IOException {
        assertThat(keys.door(here).status()).isEqualTo(200);
        Reply no = keys.door(there);
        assertRestricted(no, "from this IP address");
        assertThat(no.body()).doesNotContain("192.0.2", "2001:db8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 192.0.2.1",
                "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 192.0.2.1",
                "X-Forwarded-For: 192.0.2.1, 127.0.0.2",
                "Forwarded: for=192.0.2.1",
                "X-Real-IP: 192.0.2.1",
                "X-Client-IP: 192.0.2.1",
                "True-Client-IP: 192.0.2.1\r\nCF-Connecting-IP: 192.0.2.1\r\nX-Cluster-Client-IP: 192.0.2.1",
                "Via: 1.1 192.0.2.1",
            })
    void whatAClientSaysOfItsOwnAddressChangesNothing(String forged) throws IOException {
        assertRestricted(keys.door(there, forged), "from this IP address");
        assertThat(keys.door(here, forged).status()).isEqualTo(200);
        assertThat(keys.send("127.0.0.1", "GET /shop/v1/x", there, forged).status())
                .as("in an application with the mechanism in it")
                .isEqualTo(403);
        if (!forged.startsWith("X-Forwarded-For")) {
            assertRestricted(keys.proxied(there, forged), "from this IP address");
            assertRestricted(keys.asked("/x", "GET", there, forged), "from this IP address");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "127.0.0.1, 192.0.2.1",
                "192.0.2.1,127.0.0.2",
                "x, 192.0.2.1",
                "127.0.0.1\r\nX-Forwarded-For: 192.0.2.1",
                "::ffff:c000:201",
                "2001:DB8:0:0:0:0:0:9",
            })
    void trustedProxySaysWhoTheClientIs(String forwardedFor) throws IOException {
        String header = "X-Forwarded-For: " + forwardedFor;
        assertThat(keys.proxied(there, header).status()).isEqualTo(200);
        assertRestricted(keys.proxied(here, header), "from this IP address");
        assertThat(keys.asked("/x", "GET", there, header).status()).isEqualTo(204);
        assertRestricted(keys.asked("/x", "GET", here, header), "from this IP address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1, 203.0.113.9",
                "192.0.2.1\r\nX-Forwarded-For: 203.0.113.9, 127.0.0.2",
                "192.0.2.1, unknown",
                "192.0.2.1:80",
                "[2001:db8::9]",
                "192.0.2.1, ",
                "0300.0.2.1",
                "0xc0.0.2.1",
                "3221225985",
                "192.0.513",
                "2001:db8::9%eth0",
                "::192.0.2.1",
                "192.0.2.0/24",
            })
    void nobodyElseThanTheNearestIsTheClientAndAnOddTextIsNobody(String forwardedFor) throws IOException {
        String header = "X-Forwarded-For: " + forwardedFor;
        for (Issued key : List.of(here, there)) {
            assertRestricted(keys.proxied(key, header), "from this IP address");
            assertRestricted(keys.asked("/x", "GET", key, header), "from this IP address");
        }
    }

    @Test
    void proxySpeaksForItselfButAGatewayDoesNot() throws IOException {
        assertThat(keys.proxied(here).status()).isEqualTo(200);
        assertRestricted(keys.asked("/x", "GET", here), "from this IP address");
    }

    @Test
    void keyIsForItsPagesOnly() throws IOException {
        for (String good : List.of(
                "Referer: https://app.example.com/shop/cart?x=1",
                "Referer: https://B.example:443/",
                "Origin: https://b.example")) {
            assertThat(keys.door(pages, good).status()).as(good).isEqualTo(200);
            assertThat(keys.asked("/x", "GET", pages, good).status()).as(good).isEqualTo(204);
        }
        for (String bad : List.of(
                "X-Referer: https://b.example/",
                "Referer:",
                "Referer: https://app.example.com/",
                "Referer: https://app.example.com.evil.com/shop/x",
                "Referer: https://b.example@evil.com/",
                "Referer: https://app.example.com/shop/%2e%2e/admin",
                "Referer: http://b.example/",
                "Referer: https://b.example/\r\nReferer: https://b.example/",
                "Referer: https://evil.com/\r\nOrigin: https://b.example",
                "Origin: https://app.example.com",
                "Origin: null")) {
            assertRestricted(keys.door(pages, bad), "from this referrer");
            assertRestricted(keys.asked("/x", "GET", pages, bad), "from this referrer");
        }
        assertRestricted(keys.door(pages), "from this referrer");
    }

    @Test
    void restrictionComesBehindTheKeyAndBeforeTheRest() throws IOException {
        assertProblem(keys.send("127.0.0.1", "GET /v1/me?api_key=x", there), 400, "bad_request");
        assertRestricted(keys.send("127.0.0.1", "GET /v1/accounts", there), "from this IP address");
        Issued revoked = keys.issue(THERE);
        assertThat(manager.delete("/v1/api-keys/" + revoked.id()).status()).isEqualTo(200);
        assertProblem(keys.door(revoked), 401, "unauthorized");
    }

    @Test
    void keyThatIsRestrictedIsOutWithTheNextRequestAndInAgain() {
        Issued key = keys.tenant().issue("changing");
        Api holder = keys.tenant().client(key);
        for (int round = 0; round < 5; round++) {
            assertThat(patch(key, '{' + THERE + '}').status()).isEqualTo(200);
            assertProblem(holder.get("/v1/me"), 403, "forbidden");
            assertThat(patch(key, "null").status()).isEqualTo(200);
            assertThat(holder.get("/v1/me").status()).isEqualTo(200);
        }
    }

    private Answer patch(Issued key, String restrictions) {
        return manager.patch("/v1/api-keys/" + key.id(), "{\"restrictions\":" + restrictions + "}");
    }
}
