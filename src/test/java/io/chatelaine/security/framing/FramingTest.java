package io.chatelaine.security.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {
    /** Splits values at {@code |}; an empty list for null. */
    private static List<String> values(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split("\\|", -1));
    }

    private static @Nullable String fault(@Nullable String lengths, @Nullable String encodings) {
        return Framing.fault("HTTP/1.1", List.of("x"), values(lengths), values(encodings));
    }

    @ParameterizedTest
    @CsvSource({", ", "0, ", "16384, ", ", chunked", ", Chunked", ", ' chunked\t'"})
    void oneBodyLengthHasNoFault(@Nullable String lengths, @Nullable String encodings) {
        assertThat(fault(lengths, encodings)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "4, chunked",
        "0, chunked",
        "4, identity",
        "4|4, ",
        "4|5, ",
        "'4, 4', ",
        "+4, ",
        "-4, ",
        "0x4, ",
        "'4 4', ",
        "'', ",
        "\u0664, ",
        ", chunked|chunked",
        ", chunked|identity",
        ", 'chunked, identity'",
        ", 'identity, chunked'",
        ", 'gzip, chunked'",
        ", xchunked",
        ", chunkedx",
        ", chunked;q=1",
        ", identity",
        ", '\"chunked\"'",
        ", ''",
        ", '\u000bchunked'",
        ", chun\u212aed",
    })
    void anyOtherFramingIsRefused(@Nullable String lengths, @Nullable String encodings) {
        assertThat(fault(lengths, encodings)).isNotNull();
    }

    @Test
    void requestHasAtMostOneHost() {
        assertThat(Framing.fault("HTTP/1.1", List.of("x", "x"), List.of(), List.of()))
                .isEqualTo("The request has more than one Host header.");
        assertThat(Framing.fault("HTTP/2.0", List.of(), List.of(), List.of())).isNull();
    }

    @Test
    void http10HasNoTransferEncoding() {
        assertThat(Framing.fault("HTTP/1.0", List.of(), List.of("4"), List.of()))
                .isNull();
        assertThat(Framing.fault("HTTP/1.0", List.of(), List.of(), List.of("chunked")))
                .isNotNull();
    }
}
