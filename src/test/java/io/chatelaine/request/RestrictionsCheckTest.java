package io.chatelaine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestSettings;
import io.chatelaine.management.KeyPatchRequest;
import io.chatelaine.management.KeyRequest;
import io.chatelaine.management.KeyRequestCheck;
import io.chatelaine.management.Keys;
import io.chatelaine.request.InvalidRequestException.FieldError;
import io.chatelaine.restriction.Restrictions;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Restrictions of a request: errors name the place, entries are normalised, the caller's restrictions stay in force.
 */
class RestrictionsCheckTest {
    private static final Settings SETTINGS = TestSettings.of();

    private static RestrictionsRequest ips(String... ips) {
        return new RestrictionsRequest(List.of(ips), null, null);
    }

    private static Restrictions check(@Nullable RestrictionsRequest asked, Caller caller) {
        KeyRequest request = new KeyRequest("k", null, null, null, null, asked);
        return new KeyRequestCheck(SETTINGS, Keys.NOW).check(request, caller).restrictions();
    }

    private static List<FieldError> errors(RestrictionsRequest asked) {
        InvalidRequestException ofIssue =
                catchThrowableOfType(InvalidRequestException.class, () -> check(asked, Keys.admin()));
        InvalidRequestException ofPatch = catchThrowableOfType(
                InvalidRequestException.class,
                () -> new KeyRequestCheck(SETTINGS, Keys.NOW)
                        .check(new KeyPatchRequest(null, null, null, false, null, asked)));
        assertThat(ofIssue).isNotNull();
        assertThat(ofPatch).isNotNull();
        assertThat(ofPatch.errors()).isEqualTo(ofIssue.errors());
        return ofIssue.errors();
    }

    @Test
    void nothingAskedForIsNoRestriction() {
        for (RestrictionsRequest none :
                new RestrictionsRequest[] {new RestrictionsRequest(null, null, null), RestrictionsRequest.NONE, ips()
                }) {
            assertThat(check(none, Keys.admin())).isEqualTo(Restrictions.NONE);
        }
        assertThat(check(null, Keys.admin())).isEqualTo(Restrictions.NONE);
    }

    @Test
    void hundredThousandBlocksAreOneErrorAndNoneOfThemIsRead() {
        List<String> blocks = Collections.nCopies(100_000, "not a block, each of which would be an error");
        assertThat(errors(new RestrictionsRequest(blocks, blocks, blocks)))
                .containsExactly(
                        new FieldError("restrictions.ips", "must have at most 32 entries"),
                        new FieldError("restrictions.referrers", "must have at most 32 entries"),
                        new FieldError("restrictions.endpoints", "must have at most 32 entries"));
    }

    @Test
    void everyListIsKeptInOneWayOfWriting() {
        RestrictionsRequest asked = new RestrictionsRequest(
                List.of("2001:0DB8::/32", "203.0.113.7/32", "2001:db8::/32"),
                List.of("HTTPS://App.example.com:443/*"),
                List.of("GET /v1/users/*", "GET /v1/users/*"));
        assertThat(check(asked, Keys.admin()))
                .isEqualTo(Keys.restrictions(
                        "ip 2001:db8::/32",
                        "ip 203.0.113.7",
                        "referrer https://app.example.com/*",
                        "endpoint GET /v1/users/*"));
    }

    @Test
    void eachThatCannotBeIsToldWithItsPlaceAndIsNotRepeated() {
        RestrictionsRequest asked = new RestrictionsRequest(
                List.of("10.0.0.1", "<10.0.0.1/8>", "::1", "<x>"), List.of("<y>"), List.of("GET /ok", "<z>"));
        List<FieldError> errors = errors(asked);
        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly(
                        "restrictions.ips[1]",
                        "restrictions.ips[3]",
                        "restrictions.referrers[0]",
                        "restrictions.endpoints[1]");
        assertThat(errors)
                .allSatisfy(
                        error -> assertThat(error.message()).doesNotContain("<").startsWith("must be a"));
    }

    @Test
    void listHasAtMost32Entries() {
        List<String> many = Collections.nCopies(32, "10.0.0.1");
        assertThat(check(new RestrictionsRequest(many, null, null), Keys.admin()))
                .isEqualTo(Keys.restrictions("ip 10.0.0.1"));
        List<String> tooMany = Collections.nCopies(33, "x");
        assertThat(errors(new RestrictionsRequest(tooMany, tooMany, tooMany)))
                .containsExactly(
                        new FieldError("restrictions.ips", "must have at most 32 entries"),
                        new FieldError("restrictions.referrers", "must have at most 32 entries"),
                        new FieldError("restrictions.endpoints", "must have at most 32 entries"));
    }

    @Test
    void keyIsNoPartOfARestriction() {
        RestrictionsRequest asked =
                new RestrictionsRequest(null, List.of("https://a.example/ck_live_1/*"), List.of("GET /v1/x/ck_test_2"));
        assertThat(errors(asked))
                .extracting(FieldError::field)
                .containsExactly("restrictions.referrers[0]", "restrictions.endpoints[0]");
        assertThat(errors(asked))
                .allSatisfy(error -> assertThat(error.message()).startsWith("must not contain a key"));
    }

    @Test
    void whatAKeyMakesIsRestrictedAsItIsItself() {
        Caller caller = Keys.restricted("ip 10.0.0.0/8", "endpoint * /v1/*");
        assertThat(check(null, caller)).isEqualTo(caller.restrictions());
        assertThat(check(RestrictionsRequest.NONE, caller)).isEqualTo(caller.restrictions());
        assertThat(check(ips("10.1.0.0/16", "192.0.2.1"), caller))
                .isEqualTo(Keys.restrictions("ip 10.1.0.0/16", "endpoint * /v1/*"));
        assertThat(check(new RestrictionsRequest(null, null, List.of("GET /*")), caller))
                .isEqualTo(Keys.restrictions("ip 10.0.0.0/8", "endpoint GET /v1/*"));
        assertThatExceptionOfType(BeyondCallerException.class).isThrownBy(() -> check(ips("192.0.2.1"), caller));
    }
}
