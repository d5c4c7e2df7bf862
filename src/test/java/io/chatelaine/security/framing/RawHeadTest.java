package io.chatelaine.security.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawHeadTest {
    private static @Nullable String fault(String head) {
        return RawHead.fault(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)), 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Host: y\r\nContent-Length-Of: 1\r\nX-A: \tb : c\u00e9\r\nX-B:\r\n\r\n",
            })
    void unambiguousHeadHasNoFault(String head) {
        assertThat(fault(head)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\n",
                "\nGET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: b\nX-B: c\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: b\rX-B: c\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: b\r\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: b\0\r\n\r\n",
                "GET / HTTP/1.1\r\n X-A: b\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding:\r\n\tchunked\r\n\r\n",
                "GET / HTTP/1.1\r\nX-A\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nhost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 4\r\nCONTENT-LENGTH: 4\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: x\r\nContent-Length:\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            })
    void headThatAParserToleratesIsRefused(String head) {
        assertThat(fault(head)).isNotNull();
    }

    /**
     * The connector replaces "b", the line end and " c" by the shorter value "b c" and leaves the last bytes in place.
     */
    @Test
    void foldedLineThatWasJoinedInPlaceIsFoundByItsLength() {
        ByteBuffer joined = ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: xyz\r\nX-B: \t12 \r\nX-A: b c c\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RawHead.fault(joined, "12".length() + "b c".length())).isNotNull();
        assertThat(RawHead.fault(joined, "12".length() + "b c c".length())).isNull();
    }
}
