package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.Application.Seen;
import io.chatelaine.testing.Doorman;
import io.chatelaine.testing.Nginx;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Clients that come to a gateway with good keys, broken ones, keys in the query or none, at random, and know the answer. */
record Crowd(Nginx nginx, Api anonymous) {
    /** An edit that has nginx ask from the address that the shared server trusts. */
    static final Map<String, String> TRUSTED =
            Map.of("proxy_http_version 1.1;", "proxy_http_version 1.1; proxy_bind " + Raw.PROXY + ';');

    /** How many of one client's requests had a right key; each answer is checked. */
    int come(int requests, List<Issued> keys, Random random) {
        int right = 0;
        for (int i = 0; i < requests; i++) {
            Issued sent = keys.get(random.nextInt(keys.size()));
            int kind = random.nextInt(4);
            Answer answer = ask(kind, sent);
            assertThat(answer.status()).isEqualTo(kind == 3 ? 200 : kind == 2 ? 400 : 401);
            right += kind == 3 ? 1 : 0;
        }
        return right;
    }

    /** Whether a line of nginx's access log is about one of these requests. */
    static boolean isInLog(String line) {
        return line.matches(".* \"GET /(none|broken|query|good)\" .*");
    }

    private Answer ask(int kind, Issued sent) {
        String good = sent.key();
        String broken = good.substring(0, good.length() - 1) + (good.endsWith("0") ? '1' : '0');
        return switch (kind) {
            case 0 -> anonymous.get(nginx.uri("/none"));
            case 1 -> anonymous.get(nginx.uri("/broken"), "Authorization", "Bearer " + broken);
            case 2 -> anonymous.get(nginx.uri("/query?apikey=1"), "X-API-Key", good);
            default -> anonymous.get(nginx.uri("/good"), "X-API-Key", good, "X-Meant", sent.id());
        };
    }

    /** What a gateway lets through to the application holds no key that any test was ever given. */
    static void assertHoldsNoKey(Seen seen) {
        assertThat(seen.headers()).doesNotContainKeys("Authorization", "X-API-Key");
        assertThat(Api.KEYS_SEEN).noneMatch(seen.toString()::contains);
    }

    /** What nginx has written holds no key that any test was ever given. */
    static void assertNoKeyIsLogged(Nginx nginx) {
        String logs = nginx.logs();
        assertThat(logs).doesNotContain(Doorman.KEY);
        assertThat(new ManyTexts(Api.KEYS_SEEN).findIn(logs)).isEmpty();
    }
}
