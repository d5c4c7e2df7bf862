package io.chatelaine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTypeTest {
    @Test
    void everyPathBelongsToOneType() {
        assertThat(ProblemType.values())
                .extracting(ProblemType::path)
                .doesNotHaveDuplicates()
                .allSatisfy(path -> assertThat(path).matches("/problems/[a-z]+(-[a-z]+)*"));
    }

    /** Contract §5: one code for each status. */
    @ParameterizedTest
    @CsvSource({
        "400, bad_request",
        "401, unauthorized",
        "403, forbidden",
        "404, not_found",
        "405, method_not_allowed",
        "406, not_acceptable",
        "409, conflict",
        "413, too_large",
        "415, unsupported_media_type",
        "422, invalid",
        "429, rate_limited",
        "500, internal",
        "503, unavailable"
    })
    void theCodeBelongsToTheStatus(int status, String code) {
        assertThat(ProblemType.ofStatus(status).code()).isEqualTo(code);
        assertThat(ProblemType.ofStatus(status).status()).isEqualTo(status);
        assertThat(ProblemType.values())
                .filteredOn(type -> type.status() == status || type.code().equals(code))
                .isNotEmpty()
                .allSatisfy(type -> {
                    assertThat(type.status()).isEqualTo(status);
                    assertThat(type.code()).isEqualTo(code);
                });
    }

    @Test
    void everyCodeIsInTheContract() {
        assertThat(ProblemType.values())
                .extracting(ProblemType::code)
                .containsOnly(
                        "bad_request",
                        "unauthorized",
                        "forbidden",
                        "not_found",
                        "method_not_allowed",
                        "not_acceptable",
                        "request_timeout",
                        "conflict",
                        "too_large",
                        "unsupported_media_type",
                        "invalid",
                        "rate_limited",
                        "internal",
                        "unavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400",
        "402, 400",
        "408, 408",
        "418, 400",
        "431, 400",
        "499, 400",
        "501, 405",
        "500, 500",
        "502, 500",
        "599, 500",
        "0, 500",
        "200, 500",
        "302, 500"
    })
    void anUnknownStatusHasTheNearestType(int status, int expected) {
        assertThat(ProblemType.ofStatus(status).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void aTypeIsFoundByItsSlug(ProblemType type) {
        assertThat(ProblemType.ofSlug(type.path().substring("/problems/".length())))
                .contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "Invalid", "INVALID", "invalid/", "missing_api_key", "../invalid", "nothing"})
    void anUnknownSlugHasNoType(String slug) {
        assertThat(ProblemType.ofSlug(slug)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTextIsASentenceWithoutMarkUp(ProblemType type) {
        assertThat(type.meaning()).endsWith(".").doesNotContainPattern("[<>&\"]");
        assertThat(type.remedy()).endsWith(".").doesNotContainPattern("[<>&\"]");
        assertThat(type.title()).isNotBlank().doesNotContainPattern("[<>&\".]");
    }

    @Test
    void theTitlesThatClientsReadArePinned() {
        assertThat(ProblemType.MISSING_API_KEY.title()).isEqualTo("Missing API key");
        assertThat(ProblemType.INVALID_API_KEY.title()).isEqualTo("Invalid or inactive API key");
    }
}
