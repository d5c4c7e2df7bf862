package io.chatelaine.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.RefusalReason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalExplanationTest {
    private static final Set<RefusalReason> NEVER_AUDITED =
            Set.of(RefusalReason.MALFORMED, RefusalReason.UNKNOWN, RefusalReason.UNAVAILABLE);

    private static String explain(String refusal, @Nullable String value) {
        return RefusalExplanation.of(
                refusal,
                new AuditEntry(
                        "aud_1",
                        Instant.EPOCH,
                        "acc_1",
                        "acme",
                        "key_1",
                        "request.refused",
                        "key_1",
                        "192.0.2.1",
                        "req_1",
                        refusal,
                        value,
                        "GET /v1/me",
                        1));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonForWhichAKnownKeyIsRefusedHasASentenceOfItsOwn(RefusalReason reason) {
        String sentence = explain(reason.word(), "VALUE");
        assertThat(sentence.startsWith("Refused: ")).isEqualTo(NEVER_AUDITED.contains(reason));
        assertThat(sentence).endsWith(reason == RefusalReason.BEYOND_ITS_RIGHTS ? "VALUE" : ".");
    }

    @Test
    void valueStandsInTheSentence() {
        assertThat(explain("expired", "2026-01-01T00:00:00Z")).isEqualTo("The key expired at 2026-01-01T00:00:00Z.");
        assertThat(explain("restricted_address", "192.0.2.1"))
                .isEqualTo("The key's restrictions do not allow requests from the address 192.0.2.1.");
        assertThat(explain("restricted_referrer", null))
                .isEqualTo("The key's restrictions need a Referer header, and the request had none.");
        assertThat(explain("of_another_version", null)).isEqualTo("Refused: of another version.");
    }
}
