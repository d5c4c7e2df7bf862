package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictionsTest {
    private static final String ALL_KINDS = """
            ip 203.0.113.0/24
            ip 2001:db8::1
            referrer https://app.example.com/*
            endpoint GET /v1/users/*
            endpoint * /v1/me
            """;

    /** Stored lines, with ; instead of the line feed. */
    private static Restrictions of(String lines) {
        return Restrictions.parse(lines.isEmpty() ? "" : lines.replace("; ", "\n") + '\n');
    }

    private static @Nullable String meet(String one, String two) {
        Restrictions both = of(one).meet(of(two));
        return both == null ? null : both.text().strip().replace("\n", "; ");
    }

    @Test
    void whatIsStoredIsReadAgain() {
        assertThat(Restrictions.parse(ALL_KINDS).text()).isEqualTo(ALL_KINDS);
        assertThat(Restrictions.parse(ALL_KINDS)).isEqualTo(Restrictions.parse(ALL_KINDS));
        assertThat(Restrictions.parse("")).isSameAs(Restrictions.NONE);
        assertThat(Restrictions.NONE.text()).isEmpty();
        assertThat(Restrictions.NONE.isNone()).isTrue();
        assertThat(Restrictions.parse(ALL_KINDS).isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ip", "ip x", "ip 10.0.0.1/8", "country CH", "endpoint GET", "referrer x", "\n", "IP 10.0.0.1"})
    void whatIsNotUnderstoodIsNotTakenForLess(String stored) {
        assertThatIllegalArgumentException().isThrownBy(() -> Restrictions.parse(stored));
        assertThatIllegalArgumentException().isThrownBy(() -> Restrictions.parse(ALL_KINDS + stored));
    }

    @Test
    void whereNothingIsSaidAnythingGoes() {
        for (String odd : new String[] {"", "unknown", "10.0.0.1"}) {
            assertThat(Restrictions.NONE.allowAddress(odd)).isTrue();
            assertThat(Restrictions.NONE.allowReferrer(odd)).isTrue();
            assertThat(Restrictions.NONE.allowEndpoint(odd, odd, odd)).isTrue();
        }
        assertThat(Restrictions.NONE.allowReferrer(null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, true",
        "2001:db8::1, true",
        "2001:0db8:0:0:0:0:0:1, true",
        "::ffff:cb00:7109, true",
        "203.0.114.9, false",
        "2001:db8::2, false",
        "unknown, false",
        "'', false",
        "203.0.113.0/24, false",
        "0313.0.113.9, false",
        "3405803785, false",
    })
    void addressIsOneOfTheBlocks(String address, boolean allowed) {
        assertThat(Restrictions.parse(ALL_KINDS).allowAddress(address)).isEqualTo(allowed);
    }

    @Test
    void pageThatIsNotToldIsNotAllowed() {
        Restrictions restrictions = Restrictions.parse(ALL_KINDS);
        assertThat(restrictions.allowReferrer("https://app.example.com/x")).isTrue();
        assertThat(restrictions.allowReferrer(null)).isFalse();
        assertThat(restrictions.allowReferrer("https://evil.example/")).isFalse();
    }

    @Test
    void pathThatHasTwoReadingsIsNotAllowedEitherAsItWasSentOrAsItWasRead() {
        Restrictions restrictions = of("endpoint * /*");
        assertThat(restrictions.allowEndpoint("GET", "/v1/a", "/v1/a")).isTrue();
        assertThat(restrictions.allowEndpoint("GET", "/v1/a b", "/v1/a%20b")).isTrue();
        assertThat(restrictions.allowEndpoint("GET", "/v1/a", "/v1/x/../a")).isFalse();
        assertThat(restrictions.allowEndpoint("GET", "/v1/a/b", "/v1/a%2fb")).isFalse();
        assertThat(restrictions.allowEndpoint("GET", "/v1//a", "/v1/a")).isFalse();
        assertThat(restrictions.allowEndpoint("GET", "/v1/a", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "'', ip 10.0.0.0/8, ip 10.0.0.0/8",
        "ip 10.0.0.0/8, '', ip 10.0.0.0/8",
        "ip 10.0.0.0/8, ip 10.1.0.0/16, ip 10.1.0.0/16",
        "ip 10.0.0.0/8; ip ::1, ip ::1; ip 192.0.2.1, ip ::1",
        "ip 10.0.0.0/8; ip 10.1.0.0/16, ip 10.1.0.0/16; ip 10.0.0.0/8, ip 10.0.0.0/8; ip 10.1.0.0/16",
        "ip 10.0.0.0/8; ip 11.0.0.0/8, ip 10.1.0.0/16; ip 11.1.0.0/16; ip 12.0.0.0/8, ip 10.1.0.0/16; ip 11.1.0.0/16",
        "ip 10.0.0.0/8, ip 11.0.0.0/8, ",
        "ip 10.0.0.0/8, endpoint GET /x, ip 10.0.0.0/8; endpoint GET /x",
        "ip 10.0.0.0/8; endpoint GET /x, endpoint GET /y, ",
        "endpoint GET /v1/*, endpoint * /v1/users/*, endpoint GET /v1/users/*",
        "referrer https://a.example/*; referrer https://b.example/*, referrer https://b.example/x, referrer https://b.example/x",
    })
    void bothTogetherAllowWhatEachAllows(String one, String two, @Nullable String both) {
        assertThat(meet(one, two)).isEqualTo(both);
        if (both != null) {
            assertThat(of(both).isWithin(of(one))).isTrue();
            assertThat(of(both).isWithin(of(two))).isTrue();
        }
    }

    @Test
    void moreThanAListMayHoldIsNothing() {
        String wide = lines(i -> "ip 10." + i + ".0.0/16");
        String narrow = lines(i -> "ip 10.1." + i + ".0/24");
        assertThat(of(wide).meet(of(narrow))).isEqualTo(of(narrow));
        String one = lines(i -> "ip 10." + i + ".0.0/16") + "; " + lines(i -> "ip 12.0." + i + ".0/24");
        String two = lines(i -> "ip 10." + i + ".1.0/24") + "; " + lines(i -> "ip 12.0." + i + ".1");
        assertThat(of(one).meet(of(two))).isNull();
    }

    private static String lines(IntFunction<String> line) {
        return IntStream.range(0, Restrictions.MOST).mapToObj(line).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "ip 10.0.0.1, '', true",
        "'', ip 10.0.0.1, false",
        "ip 10.0.0.1, ip 10.0.0.0/8, true",
        "ip 10.0.0.0/8, ip 10.0.0.1, false",
        "ip 10.0.0.1; endpoint GET /x, ip 10.0.0.0/8, true",
        "ip 10.0.0.1, ip 10.0.0.0/8; endpoint GET /x, false",
        "endpoint HEAD /x, endpoint GET /x, true",
        "endpoint GET /x, endpoint HEAD /x, false",
        "endpoint GET /x, endpoint * /x, true",
    })
    void narrowerRestrictionsAreWithinTheWider(String narrow, String wide, boolean within) {
        assertThat(of(narrow).isWithin(of(wide))).isEqualTo(within);
    }
}
