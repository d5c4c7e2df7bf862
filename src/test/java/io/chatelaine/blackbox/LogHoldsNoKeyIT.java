package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all others: what the server logged at the finest level, and what its database holds, is free of keys. */
@Order(Integer.MAX_VALUE)
class LogHoldsNoKeyIT {
    private final Server server = ServerSession.server();

    @Test
    void nothingThatTheServerLoggedHoldsAKey() {
        Api.admin(server).issue("one at least");
        String log = server.log();
        assertThat(log).contains("FINE", "INSERT INTO audit", "setBytes", "key_format");
        assertThat(Api.KEYS_SEEN).hasSizeGreaterThan(1);
        assertHoldsNoKey(log, "the log");
    }

    @Test
    void databaseFileHoldsNoKey() throws IOException {
        for (String name : List.of("keys.mv.db")) {
            Path file = server.data().resolve(name);
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("First admin key");
            assertHoldsNoKey(bytes, name);
        }
    }

    /** None of the keys that any client was ever given stands there, in none of its forms. */
    static void assertHoldsNoKey(String text, String where) {
        for (String key : Api.KEYS_SEEN) {
            for (String form : forms(key)) {
                assertThat(text.contains(form))
                        .as("a form of %s… in %s", key.substring(0, 4), where)
                        .isFalse();
            }
        }
    }

    /** The key, its secret part alone, and both as Base64. */
    private static List<String> forms(String key) {
        String body = key.substring(key.lastIndexOf('_') + 1);
        // The hint, four characters of it, may be known.
        String secret = body.length() > 20 ? body.substring(4) : key;
        return List.of(
                secret, base64(key).substring(0, 20), base64(secret).substring(0, secret.length() > 20 ? 24 : 4));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
