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

/** Clients of a gateway with random credentials: valid, broken, in the query or absent. Each checks its response. */
record Crowd(Nginx nginx, Api anonymous) {
    /** An edit that makes nginx connect from the address that the shared server trusts. */
    static final Map<String, String> TRUSTED =
            Map.of("proxy_http_version 1.1;", "proxy_http_version 1.1; proxy_bind " + Raw.PROXY + ';');

    /** Returns how many requests of one client had a valid key; checks each response. */
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

    /** Returns whether a line of nginx's access log is about one of these requests. */
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

    /** Checks that no request at the application contains a key of any test. */
    static void assertHoldsNoKey(Seen seen) {
        assertThat(seen.headers()).doesNotContainKeys("Authorization", "X-API-Key");
        assertThat(Api.KEYS_SEEN).noneMatch(seen.toString()::contains);
    }

    /** Checks that nginx's logs and output contain no key of any test. */
    static void assertNoKeyIsLogged(Nginx nginx) {
        String logs = nginx.logs();
        assertThat(logs).doesNotContain(Doorman.KEY);
        assertThat(new ManyTexts(Api.KEYS_SEEN).findIn(logs)).isEmpty();
    }
}
