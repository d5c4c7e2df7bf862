package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.Needed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Machines with a locale of special letters, digits or calendar, and a time zone not of whole hours: the server starts,
 * and a key is issued, accepted and revoked. All servers start at once, which takes as long as one.
 */
@Tag("own-server")
class OddMachineIT {
    @Test
    void serverStartsAndKeysLiveAndDieInEveryLanguage() {
        List<Server> servers = Stream.of("tr_TR.UTF-8", "ar_EG.UTF-8", "th_TH.UTF-8")
                .map(OddMachineIT::launch)
                .toList();
        servers.forEach(Server::served);
        servers.forEach(OddMachineIT::assertKeysLiveAndDie);
        servers.forEach(Server::close);
    }

    private static Server launch(String locale) {
        String installed = locale.replace("UTF-8", "utf8");
        assertThat(Needed.program("apt-get install locales, and localedef -i, ", "locale", "-a")
                        .lines())
                .as("localedef -i %s -f UTF-8 %s makes it", locale.substring(0, 5), locale)
                .contains(installed);
        return Server.launch(
                Server.freshFolder("odd-" + locale.substring(0, 2)),
                Server.freePort(),
                Map.of("LC_ALL", locale, "LANG", locale, "TZ", "Asia/Kathmandu"));
    }

    private static void assertKeysLiveAndDie(Server server) {
        Api admin = Api.admin(server);
        assertThat(Api.anonymous(server).get("/v1/health").status()).isEqualTo(200);
        Issued made = admin.issue("Iıİi ١٢٣ ๑๒๓", "keys:read");
        Answer me = Api.withKey(server, made.key()).get("/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.data().path("name").asText()).isEqualTo("Iıİi ١٢٣ ๑๒๓");
        Instant created = Instant.parse(me.data().path("created_at").asText());
        assertThat(Duration.between(created, Clock.systemUTC().instant()).abs()).isLessThan(Duration.ofMinutes(5));
        Answer revoked = admin.delete("/v1/api-keys/" + made.id());
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.data().path("revoked_at").asText()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z");
        assertThat(Api.withKey(server, made.key()).get("/v1/me").status()).isEqualTo(401);
        assertThat(Api.anonymous(server).get("/problems/invalid-api-key").body())
                .contains("<p class=\"status\">401 <code>unauthorized</code></p>");
    }
}
