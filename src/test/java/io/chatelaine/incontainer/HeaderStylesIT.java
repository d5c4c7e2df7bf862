package io.chatelaine.incontainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.HeaderStyleServlet;
import io.chatelaine.config.HeaderStyleSource;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The credential that counts, by the header styles and their precedence in MicroProfile Config: from
 * {@code microprofile-config.properties} of the archive, and from a config source with a higher ordinal.
 */
@Tag("own-server")
@Tag("each-server")
@ResourceLock(ContainerArchive.CONTAINER)
@ExtendWith(ArquillianExtension.class)
class HeaderStylesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ARCHIVE = """
            chatelaine.header.x-api-key.name=X-Archive-Key
            chatelaine.header.precedence=reject
            """;
    private static final String X_API_KEY = "x-api-key.name=X-API-Key&";
    private static final String MALFORMED = "no-key";
    private static final String UNKNOWN = "ck_live_" + "0".repeat(36);

    private static @Nullable String second;

    private String header = "X-API-Key";

    @ArquillianResource
    URL base;

    @Deployment(testable = false)
    static WebArchive war() throws IOException {
        return ContainerArchive.with(HeaderStyleServlet.NAME, HeaderStyleServlet.class, HeaderStyleSource.class)
                .addAsServiceProvider(ConfigSource.class, HeaderStyleSource.class)
                .addAsResource(new StringAsset(ARCHIVE), "META-INF/microprofile-config.properties");
    }

    @Test
    void archiveNamesTheHeaderAndRejectsTwoKeys() throws Exception {
        header = "X-Archive-Key";
        style("", "true true X-Archive-Key REJECT");
        assertThat(challenges())
                .containsExactly(
                        "Bearer realm=\"chatelaine\"", "ApiKey realm=\"chatelaine\", header=\"X-Archive-Key\"");
        assertThat(used(null, first())).isEqualTo("First admin key");
        assertThat(used(first(), second())).isEqualTo("400");
        header = "X-API-Key";
        assertThat(used(null, first())).isEqualTo("401");
    }

    @Test
    void bearerOnlyIgnoresTheOtherHeader() throws Exception {
        style(X_API_KEY + "x-api-key.enabled=false&precedence=x-api-key", "true false X-API-Key X_API_KEY");
        assertThat(challenges()).containsExactly("Bearer realm=\"chatelaine\"");
        assertThat(used(first(), null)).isEqualTo("First admin key");
        assertThat(used(null, first())).isEqualTo("401");
        assertThat(used(first(), second())).isEqualTo("First admin key");
        assertThat(used(UNKNOWN, second())).isEqualTo("401");
        assertThat(used(second(), MALFORMED)).isEqualTo("second");
    }

    @Test
    void xApiKeyOnlyIgnoresAuthorization() throws Exception {
        style(X_API_KEY + "bearer.enabled=false&precedence=bearer", "false true X-API-Key BEARER");
        assertThat(challenges()).containsExactly("ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
        assertThat(used(null, first())).isEqualTo("First admin key");
        assertThat(used(first(), null)).isEqualTo("401");
        assertThat(used(first(), second())).isEqualTo("second");
        assertThat(used(first(), UNKNOWN)).isEqualTo("401");
        assertThat(used(MALFORMED, second())).isEqualTo("second");
    }

    @Test
    void xApiKeyTakesPrecedence() throws Exception {
        style(X_API_KEY + "precedence=x-api-key", "true true X-API-Key X_API_KEY");
        assertBothStylesWork();
        assertThat(used(first(), second())).isEqualTo("second");
        assertThat(used(second(), first())).isEqualTo("First admin key");
        assertThat(used(first(), UNKNOWN)).isEqualTo("401");
        assertThat(used(MALFORMED, first())).isEqualTo("First admin key");
    }

    @Test
    void bearerTakesPrecedence() throws Exception {
        style(X_API_KEY + "precedence=bearer", "true true X-API-Key BEARER");
        assertBothStylesWork();
        assertThat(used(first(), second())).isEqualTo("First admin key");
        assertThat(used(second(), first())).isEqualTo("second");
        assertThat(used(UNKNOWN, first())).isEqualTo("401");
        assertThat(used(first(), MALFORMED)).isEqualTo("First admin key");
    }

    @Test
    void differentKeysAreRejected() throws Exception {
        style(X_API_KEY + "precedence=reject", "true true X-API-Key REJECT");
        assertBothStylesWork();
        assertThat(used(first(), second())).isEqualTo("400");
        assertThat(used(second(), first())).isEqualTo("400");
        assertThat(used(UNKNOWN, first())).isEqualTo("400");
        assertThat(used(first(), MALFORMED)).isEqualTo("400");
    }

    private void assertBothStylesWork() throws Exception {
        assertThat(challenges())
                .containsExactly("Bearer realm=\"chatelaine\"", "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
        assertThat(used(first(), null)).isEqualTo("First admin key");
        assertThat(used(null, second())).isEqualTo("second");
        assertThat(used(first(), first())).as("the same key twice").isEqualTo("First admin key");
        assertThat(used(null, null)).isEqualTo("401");
    }

    /** Sets a style and waits until it is in force: Payara keeps values for a second. */
    private void style(String query, String expected) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "style?" + query)).build();
        String body = "";
        for (int tenth = 0; tenth < 300 && !body.equals(expected); tenth++) {
            Thread.sleep(tenth == 0 ? 0 : 100);
            body = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
        assertThat(body).isEqualTo(expected);
    }

    private static String first() throws IOException {
        return ContainerArchive.adminKey();
    }

    /** Returns a second key, issued with the first one in both headers, which every style accepts. */
    private String second() throws Exception {
        String key = second;
        if (key == null) {
            HttpRequest request = request("v1/api-keys", first(), first())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"second\",\"scopes\":[]}"))
                    .build();
            HttpResponse<String> issued = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(issued.statusCode()).isEqualTo(201);
            key = issued.body().replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
            second = key;
        }
        return key;
    }

    /** Returns the name of the key that counts, or the status of the refusal. */
    private String used(@Nullable String bearer, @Nullable String xApiKey) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(request("v1/me", bearer, xApiKey).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200
                ? answer.body().replaceFirst("(?s).*?\"name\":\"([^\"]*)\".*", "$1")
                : String.valueOf(answer.statusCode());
    }

    private List<String> challenges() throws Exception {
        HttpResponse<String> refused =
                HTTP.send(request("v1/me", null, null).build(), HttpResponse.BodyHandlers.ofString());
        return refused.headers().allValues("WWW-Authenticate");
    }

    private HttpRequest.Builder request(String path, @Nullable String bearer, @Nullable String xApiKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (xApiKey != null) {
            request.header(header, xApiKey);
        }
        return request;
    }
}
