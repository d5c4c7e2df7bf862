package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpBlockTest {
    static IpBlock block(String text) {
        return Objects.requireNonNull(IpBlock.parse(text), text);
    }

    private static @Nullable String address(String text) {
        IpBlock address = IpBlock.address(text);
        return address == null ? null : address.text();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7",
        "203.0.113.0/24, 203.0.113.0/24",
        "128.0.0.0/1, 128.0.0.0/1",
        "2001:db8::/32, 2001:db8::/32",
        "2001:DB8:0:0::/32, 2001:db8::/32",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8::1/128, 2001:db8::1",
        "::1, ::1",
    })
    void everyBlockIsWrittenInOneWay(String text, String canonical) {
        assertThat(block(text).text()).isEqualTo(canonical);
        assertThat(block(canonical)).isEqualTo(block(text));
        assertThat(block(canonical)).hasSameHashCodeAs(block(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "localhost",
                "example.com",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.*",
                "10.0.0.1-9",
                "10.0.0",
                "10",
                "10.1",
                "010.0.0.1",
                "0xa.0.0.1",
                "0x0a000001",
                "167772161",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "/8",
                "10.0.0.256",
                "10.0.0.1.1",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0.1\n",
                "10.0.0.1,10.0.0.2",
                "fd00::1/8",
                "fd00::/129",
                "fe80::1%eth0",
                "fe80::1%251",
                "::ffff:10.0.0.7",
                "::ffff:a00:7",
                "::ffff:0:0/96",
                "::10.0.0.7",
                "[::1]",
                "10.0.0.1:80",
                "[::1]:80",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "12345::",
                "\u0661\u0660.0.0.1",
                "\uff11\uff10.0.0.1",
                "10\u30020\u30020\u30021",
                "10.0.0.1\u0000",
                "::g"
            })
    void whatCouldBeReadInTwoWaysIsNone(String odd) {
        assertThat(IpBlock.parse(odd)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:192.0.2.1, 192.0.2.1",
        "::ffff:c000:201, 192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1",
        "0:0:0:0:0:0:0:1, ::1",
        "::c000:201, ::c000:201",
        "64:ff9b::c000:201, 64:ff9b::c000:201",
    })
    void clientInTheDisguiseOfIpv6IsItsIpv4One(String text, String address) {
        assertThat(address(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "192.0.2.1:80",
                "[2001:db8::1]",
                "192.0.2.0/24",
                "192.0.2.1/32",
                "192.0.2",
                "3221225985",
                "0300.0.2.1",
                "0xc0.0.2.1",
                "fe80::1%eth0",
                "for=192.0.2.1",
                "\"192.0.2.1\"",
                "192.0.2.1 ",
                "192.0.2.*",
                "::ffff:0300.0.2.1",
                "::ffff:192.0.2",
                "::ffff:192.0.2.1/32",
                "::ffff:::1.2.3.4",
                "::192.0.2.1",
                "0:0:0:0:0:ffff:192.0.2.1"
            })
    void textThatIsNoSingleAddressIsNone(String odd) {
        assertThat(address(odd)).isNull();
    }

    @Test
    void peerMayHaveAZone() {
        assertThat(IpBlock.peer("fe80::1%eth0")).isEqualTo(block("fe80::1"));
        assertThat(IpBlock.peer("0:0:0:0:0:0:0:1%0")).isEqualTo(block("::1"));
        assertThat(IpBlock.peer("%eth0")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, 10.1.0.0/16",
        "10.1.0.0/16, 10.0.0.0/8, 10.1.0.0/16",
        "10.0.0.0/8, 10.9.9.9, 10.9.9.9",
        "10.0.0.0/8, 10.0.0.0/8, 10.0.0.0/8",
        "10.0.0.0/8, 11.0.0.0/8, ",
        "10.0.0.7, 10.0.0.8, ",
        "2001:db8::/32, 2001:db8:1::/48, 2001:db8:1::/48",
        "::/1, 10.0.0.0/8, ",
        "0.0.0.0/1, ::1, ",
    })
    void twoBlocksMeetInTheNarrower(String one, String two, @Nullable String both) {
        assertThat(block(one).meet(block(two))).isEqualTo(both == null ? null : block(both));
        assertThat(block(two).meet(block(one))).isEqualTo(both == null ? null : block(both));
    }
}
