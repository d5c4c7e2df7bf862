package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.TestSettings;
import io.chatelaine.config.Wording;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.problem.RequestId;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestStateTest {
    private final HttpServletRequest request = SentRequest.get().request();

    @Test
    void everyCallReturnsTheSameState() {
        assertThat(RequestState.of(request)).isSameAs(RequestState.of(request));
        assertThat(RequestState.of(SentRequest.get().request())).isNotSameAs(RequestState.of(request));
    }

    @Test
    void stateContinuesTheContextOfAProblemThatWasWrittenBefore() throws IOException {
        RecordedResponse recorded = new RecordedResponse();
        ProblemWriter.write(request, recorded.response(), Problem.of(ProblemType.NOT_FOUND));
        String id = recorded.headers("X-Request-Id").get(0);
        RequestState state = RequestState.of(request);
        assertThat(RequestId.of(request)).isEqualTo(id);
        state.use(new Wording(true, Optional.empty(), false), List.of());
        assertThat(RequestState.of(request)).isSameAs(state);
        assertThat(ProblemWriter.wording(request).errorMember()).isTrue();
        assertThat(RequestId.of(request)).isEqualTo(id);
    }

    @Test
    void newStateHasNoRightsAndNoMarks() {
        RequestState state = RequestState.of(request);
        assertThat(state.isBeyond()).isFalse();
        assertThat(state.isPreflight()).isFalse();
        assertThat(state.isRolledBack()).isFalse();
        assertThat(state.verification()).isNull();
        assertThat(state.limit()).isNull();
        assertThat(state.waived()).isNull();
        assertThat(state.varyByKey()).isEqualTo("*");
        assertThat(ProblemWriter.wording(request)).isEqualTo(Wording.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, 'Authorization, X-API-Key'",
        "true, false, Authorization",
        "false, true, X-API-Key",
    })
    void responseVariesByTheEnabledHeaders(String bearer, String header, String vary) {
        RequestState state = RequestState.of(request);
        state.varyBy(TestSettings.of(
                        "chatelaine.header.bearer.enabled", bearer, "chatelaine.header.x-api-key.enabled", header)
                .credentials());
        assertThat(state.varyByKey()).isEqualTo(vary);
    }
}
