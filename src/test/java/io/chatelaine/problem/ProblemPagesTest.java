package io.chatelaine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.Wording;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemPagesTest {
    private static String page(ProblemType type) {
        return new String(ProblemPages.html(type, Wording.PLAIN), StandardCharsets.UTF_8);
    }

    private static RecordedResponse answer(String method, @Nullable String pathInfo) throws IOException {
        RecordedResponse recorded = new RecordedResponse();
        new ProblemServlet().service(new SentRequest(method, "", pathInfo).request(), recorded.response());
        return recorded;
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void containsTheMeaningAndTheRemedy(ProblemType type) {
        assertThat(page(type))
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .contains("<title>" + type.title() + "</title>")
                .contains("<p class=\"status\">" + type.status() + " <code>" + type.code() + "</code></p>")
                .contains("<h1>" + type.title() + "</h1>")
                .contains("<p>" + type.meaning() + "</p>")
                .contains("<p>" + type.remedy() + "</p>");
    }

    @Test
    void configuredTitleIsEscaped() {
        Wording wording = new Wording(false, Optional.of("A <script> & \"more\""), false);
        assertThat(new String(ProblemPages.html(ProblemType.FORBIDDEN, wording), StandardCharsets.UTF_8))
                .contains("<h1>A &lt;script&gt; &amp; \"more\"</h1>")
                .doesNotContain("<script");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void hasNoScriptsAndLoadsNothing(ProblemType type) {
        assertThat(page(type).toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "<script", "javascript:", "http:", "https:", "<img", "<link", "url(", "@import", "style=\"")
                .doesNotContainPattern("\\son[a-z]+=");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void thePolicyAllowsTheOneStyleOfThePage(ProblemType type) throws NoSuchAlgorithmException {
        String page = page(type);
        assertThat(page.split("<style>", -1)).hasSize(2);
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(ProblemPages.POLICY)
                .isEqualTo("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void isServedAtThePathOfTheType(ProblemType type) throws IOException {
        RecordedResponse recorded = answer("GET", type.path().substring("/problems".length()));
        assertThat(recorded.status()).isEqualTo(200);
        assertThat(recorded.body()).isEqualTo(page(type));
        assertThat(recorded.headers("Content-Type")).containsExactly("text/html;charset=UTF-8");
        assertThat(recorded.headers("Content-Security-Policy")).containsExactly(ProblemPages.POLICY);
        assertThat(recorded.headers("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/Invalid", "/invalid/", "//invalid", "/<script>"})
    void unknownPathIsAProblem(String path) throws IOException {
        RecordedResponse recorded = answer("GET", path);
        assertThat(recorded.status()).isEqualTo(404);
        assertThat(recorded.body()).contains("\"type\":\"/problems/not-found\"").doesNotContain("script");
    }

    @Test
    void missingPathIsAProblem() throws IOException {
        assertThat(answer("GET", null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
    void otherMethodsAreRefused(String method) throws IOException {
        RecordedResponse recorded = answer(method, "/invalid");
        assertThat(recorded.status()).isEqualTo(405);
        assertThat(recorded.headers("Allow")).containsExactly("GET, HEAD");
    }
}
