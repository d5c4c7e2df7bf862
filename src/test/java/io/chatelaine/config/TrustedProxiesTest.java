package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static TrustedProxies of(String setting) {
        return TestSettings.of("chatelaine.trusted-proxies", setting).gateways().trustedProxies();
    }

    @Test
    void noPeerIsTrustedByDefault() {
        TrustedProxies none = TestSettings.of().gateways().trustedProxies();
        for (String peer : new String[] {"127.0.0.1", "::1", "0.0.0.0", "::", "", "localhost"}) {
            assertThat(none.contain(peer)).as(peer).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7",
        "10.0.0.7/32, 10.0.0.7",
        "10.0.0.0/8, 10.255.255.255",
        "128.0.0.0/1, 203.0.113.9",
        "::1, 0:0:0:0:0:0:0:1",
        "::1, ::1",
        "fd00::/8, fdff::9",
        "fe80::/10, fe80::1%eth0",
        "fe80::/10, fe80::1%2",
        "10.0.0.7, ::ffff:a00:7",
        "10.0.0.0/8, 0:0:0:0:0:ffff:0a00:0007",
    })
    void addressWithinIsTrusted(String setting, String peer) {
        assertThat(of(setting).contain(peer)).isTrue();
        assertThat(of("192.0.2.1, " + setting + ",2001:db8::/32").contain(peer)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.8",
        "10.0.0.0/9, 10.128.0.0",
        "0.0.0.0/1, ::1",
        "::/1, 10.0.0.7",
        "::1, ::2",
        "10.0.0.0/8, 10.0.0.0/8",
        "10.0.0.0/8, 10.0.0",
        "10.0.0.0/8, 10.1",
        "10.0.0.0/8, 012.0.0.1",
        "10.0.0.0/8, 0xa.0.0.1",
        "10.0.0.0/8, 10.0.0.1-9",
        "10.0.0.0/8, 10.0.0.*",
        "10.0.0.0/8, 167772161",
        "10.0.0.0/8, a.example",
        "10.0.0.0/8, ''",
    })
    void anyOtherAddressOrTextIsNot(String setting, String peer) {
        assertThat(of(setting).contain(peer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "proxy.example.com",
                "*",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.*",
                "10.0.0.1-9",
                "10.0.0",
                "10",
                "010.0.0.1",
                "0xa.0.0.1",
                "167772161",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/",
                "/8",
                "fd00::1/8",
                "fd00::/129",
                "fe80::1%eth0",
                "::ffff:10.0.0.7",
                "::ffff:a00:7",
                "[::1]",
                "10.0.0.1:80",
                "10.0.0.7 10.0.0.8",
                "1::2::3",
            })
    void textWithTwoReadingsStopsTheStart(String odd) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> of("127.0.0.1," + odd))
                .withMessage("chatelaine.trusted-proxies is \"" + odd
                        + "\"; allowed: IPv4 and IPv6 addresses and CIDR blocks in full, for example 10.0.0.7,"
                        + " 10.0.0.0/8 or fd00::/8, without bits after the prefix, and not /0");
    }

    @Test
    void twoReadingsOfTheSameListAreEqual() {
        assertThat(of("10.0.0.0/8,::1")).isEqualTo(of("10.0.0.0/8, ::1"));
    }
}
