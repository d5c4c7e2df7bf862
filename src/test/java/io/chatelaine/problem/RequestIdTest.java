package io.chatelaine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.SentRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private static final String OURS = "req_[0-9a-z]{24}";

    private static HttpServletRequest sent(String id) {
        return SentRequest.get().header("x-request-id", id).request();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "-", "req_1", "3f0c-4A.z_9", "...."})
    void aSafeIdIsKept(String id) {
        assertThat(RequestId.assign(sent(id), text -> false)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a ",
                "a\n",
                "a\r\nSet-Cookie: x",
                "a\u0000",
                "a/b",
                "a,b",
                "a;b",
                "a\"b",
                "a:b",
                "a+b",
                "a%20b",
                "\u00e4",
                "\uff41",
                "\u0130",
                "<b>"
            })
    void anyOtherIdIsReplaced(String id) {
        assertThat(RequestId.assign(sent(id), text -> false)).matches(OURS);
    }

    @Test
    void atMost64CharactersAreKept() {
        assertThat(RequestId.assign(sent("a".repeat(64)), text -> false)).isEqualTo("a".repeat(64));
        assertThat(RequestId.assign(sent("a".repeat(65)), text -> false)).matches(OURS);
    }

    @Test
    void aMissingIdIsGenerated() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = RequestId.assign(SentRequest.get().request(), text -> false);
            assertThat(id).matches(OURS);
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void aSecretIsNotUsedAsId() {
        assertThat(RequestId.assign(sent("ck_live_0"), text -> text.startsWith("ck_live_")))
                .matches(OURS);
        assertThat(RequestId.assign(sent("ck"), text -> text.startsWith("ck_live_")))
                .isEqualTo("ck");
    }

    @Test
    void theFirstCallDecides() {
        HttpServletRequest request = SentRequest.get().request();
        String id = RequestId.of(request);
        assertThat(id).matches(OURS);
        assertThat(RequestId.of(request)).isEqualTo(id);
    }

    @Test
    void withoutAnAssignedIdTheHeaderCounts() {
        assertThat(RequestId.of(sent("mine-1"))).isEqualTo("mine-1");
        assertThat(RequestId.of(sent("mine 1"))).matches(OURS);
    }

    @Test
    void theAssignedIdStays() {
        HttpServletRequest request = sent("mine-1");
        RequestId.assign(request, text -> false);
        assertThat(RequestId.of(request)).isEqualTo("mine-1");
    }

    @Test
    void theHeadersNameIsPinned() {
        assertThat(RequestId.HEADER).isEqualTo("X-Request-Id");
    }
}
