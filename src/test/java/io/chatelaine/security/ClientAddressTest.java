package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.TestSettings;
import io.chatelaine.config.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that counts, for different values of {@code X-Forwarded-For}. */
class ClientAddressTest {
    private static final TrustedProxies NO_PROXIES =
            TestSettings.of().gateways().trustedProxies();
    private static final TrustedProxies TRUSTED = TestSettings.of(
                    "chatelaine.trusted-proxies", "10.0.0.0/8,fd00::/8,127.0.0.1")
            .gateways()
            .trustedProxies();

    /** Splits header values at {@code |}. */
    private static List<String> headers(String forwardedFor) {
        return List.of(forwardedFor.split("\\|", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "192.0.2.1, 127.0.0.1", "", "unknown", "127.0.0.1|10.0.0.1", "::1"})
    void untrustedPeerIsTheClientWhateverItsHeaders(String forged) {
        assertThat(ClientAddress.of("203.0.113.9", headers(forged), TRUSTED)).isEqualTo("203.0.113.9");
        assertThat(ClientAddress.of("127.0.0.1", headers(forged), NO_PROXIES)).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1, ::1",
        "fe80::1%eth0, fe80::1",
        "::ffff:cb00:7109, 203.0.113.9",
        "203.0.113.9, 203.0.113.9",
        "'', ''",
        "localhost, localhost",
    })
    void peerAddressIsNormalized(String peer, String normalized) {
        assertThat(ClientAddress.of(peer, List.of(), NO_PROXIES)).isEqualTo(normalized);
        assertThat(ClientAddress.of(peer, List.of("192.0.2.1"), TRUSTED)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.1; 192.0.2.1",
                "192.0.2.66, 192.0.2.1; 192.0.2.1",
                "192.0.2.66,192.0.2.1; 192.0.2.1",
                "10.0.0.9, 192.0.2.1; 192.0.2.1",
                "192.0.2.66, 192.0.2.1, 10.0.0.7; 192.0.2.1",
                "192.0.2.66, 192.0.2.1 ,\t10.0.0.7 , 10.0.0.8; 192.0.2.1",
                "192.0.2.66|192.0.2.1; 192.0.2.1",
                "192.0.2.66|192.0.2.1|10.0.0.7; 192.0.2.1",
                "192.0.2.1, 10.0.0.7|10.0.0.8; 192.0.2.1",
                "192.0.2.1, fd00::1; 192.0.2.1",
                "192.0.2.1, ::ffff:a00:7; 192.0.2.1",
                "2001:DB8:0::1; 2001:db8::1",
                "::ffff:c000:201; 192.0.2.1",
                "::ffff:192.0.2.1, ::ffff:10.0.0.7; 192.0.2.1",
                "garbage, 192.0.2.1; 192.0.2.1",
                ", 192.0.2.1; 192.0.2.1",
                "10.0.0.9; 10.0.0.9",
                "10.0.0.9, 10.0.0.7; 10.0.0.9",
            })
    void clientIsTheNearestThatIsNotTrusted(String forwardedFor, String client) {
        assertThat(ClientAddress.of("10.0.0.1", headers(forwardedFor), TRUSTED)).isEqualTo(client);
        assertThat(ClientAddress.of("::ffff:a00:1", headers(forwardedFor), TRUSTED))
                .isEqualTo(client);
        assertThat(ClientAddress.behindGateway(headers(forwardedFor), TRUSTED, GatewayDialect.ORIGINAL))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "192.0.2.1, ",
                "192.0.2.1,,",
                "192.0.2.1, x",
                "192.0.2.1:4711",
                "[2001:db8::1]",
                "[2001:db8::1]:443",
                "192.0.2.1, 0xc0.0.2.1",
                "192.0.2.1, 0300.0.2.1",
                "192.0.2.1, 3221225985",
                "192.0.2.1, 192.0.2",
                "192.0.2.1, fe80::1%eth0",
                "192.0.2.1, ::ffff:192.0.2",
                "192.0.2.0/24",
                "192.0.2.1 192.0.2.2",
                "for=192.0.2.1",
                "192.0.2.1, unknown, 10.0.0.7",
                "192.0.2.1|",
                "\u0661.0.0.1",
                "192.0.2.1;10.0.0.7"
            })
    void invalidAddressMakesTheClientUnknown(String odd) {
        assertThat(ClientAddress.of("10.0.0.1", headers(odd), TRUSTED)).isEqualTo("unknown");
        assertThat(ClientAddress.behindGateway(headers(odd), TRUSTED, GatewayDialect.ORIGINAL))
                .isEqualTo("unknown");
    }

    @Test
    void proxyWithoutHeaderIsTheClientButAGatewayNeverIs() {
        assertThat(ClientAddress.of("10.0.0.1", List.of(), TRUSTED)).isEqualTo("10.0.0.1");
        for (GatewayDialect dialect : GatewayDialect.values()) {
            assertThat(ClientAddress.behindGateway(List.of(), TRUSTED, dialect)).isEqualTo("unknown");
        }
    }

    @Test
    void addressOfEnvoyItselfIsNotTheClient() {
        assertThat(ClientAddress.behindGateway(List.of("10.0.0.7"), TRUSTED, GatewayDialect.ENVOY))
                .isEqualTo("unknown");
        assertThat(ClientAddress.behindGateway(List.of("192.0.2.1,10.0.0.7"), TRUSTED, GatewayDialect.ENVOY))
                .isEqualTo("192.0.2.1");
    }
}
