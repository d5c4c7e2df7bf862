package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Credentials that are doubled, joined, empty, disguised or in the wrong place. */
class HostileCredentialsIT extends Hostile {
    @Test
    void a01HeadersSentTwiceAre400AndNeitherIsTried() throws IOException {
        String good = key.key();
        for (String headers : List.of(
                "Authorization: Bearer " + good + "\r\nAuthorization: Bearer " + good,
                "Authorization: Bearer " + good + "\r\nauthorization: Bearer x",
                "Authorization: Basic a\r\nAuthorization: Bearer " + good,
                "X-API-Key: " + good + "\r\nX-API-Key: " + good,
                "X-API-Key: " + good + "\r\nx-api-key: x\r\nAuthorization: Bearer " + good,
                "X-API-Key: " + good + "\r\nAuthorization: Bearer x\r\nAuthorization: Bearer y",
                "X-API-Key:\r\nX-API-Key:")) {
            Reply reply = get("/v1/me", headers);
            assertThat(reply.status()).as(headers).isEqualTo(400);
            assertThat(reply.body()).contains("\"/problems/duplicate-credentials\"", "\"bad_request\"");
            assertThat(reply.values("WWW-Authenticate"))
                    .isEqualTo(
                            headers.toLowerCase(Locale.ROOT).split("authorization:", -1).length > 2
                                    ? List.of("Bearer realm=\"chatelaine\", error=\"invalid_request\"")
                                    : List.of());
        }
    }

    @Test
    void a02JoinedCredentialsAreMalformed() throws IOException {
        String good = key.key();
        for (String value : List.of(good + ", Bearer " + good, good + "," + good, good + " " + good, good + " x")) {
            assertRefused("Authorization: Bearer " + value, INVALID);
            assertRefused("X-API-Key: " + value, INVALID);
        }
    }

    @Test
    void a03EmptyCredentialsAreNone() throws IOException {
        for (String header : List.of(
                "Authorization:",
                "Authorization: ",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: bearer \t ",
                "X-API-Key:",
                "X-API-Key:  \t ")) {
            assertRefused(header, MISSING);
        }
    }

    @Test
    void a04SchemeIsReadInAnyCaseAndWhiteSpaceOnlyRoundAValue() throws IOException {
        for (String header : List.of(
                "Authorization: bEaReR " + key.key(),
                "Authorization: BEARER    " + key.key(),
                "Authorization:Bearer " + key.key(),
                "authorization: \t Bearer " + key.key() + " \t ",
                "x-aPi-KeY:" + key.key() + "\t")) {
            assertThat(get("/v1/me", header).status()).as(header).isEqualTo(200);
        }
        String tab = "Authorization: Bearer\t" + key.key();
        if (Cell.current().onWildFly()) {
            // Its connector replaces the tab by a space, so the WAR gets a valid header.
            assertThat(get("/v1/me", tab).status()).isEqualTo(200);
        } else {
            assertRefused(tab, INVALID);
        }
        assertRefused("X-API-Key: \"" + key.key() + "\"", INVALID);
    }

    @Test
    void a05OtherSchemesAreNoCredential() throws IOException {
        for (String scheme : List.of("Basic dTpw", "Digest username=\"a\"", "Negotiate x", "Bearerx y", key.key())) {
            assertRefused("Authorization: " + scheme, MISSING);
            assertThat(get("/v1/me", "Authorization: " + scheme + "\r\nX-API-Key: " + key.key())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a06KeysThatOnlyLookAlikeAreRefused() throws IOException {
        String good = key.key();
        for (String odd : List.of(
                good.toUpperCase(Locale.ROOT),
                good.toLowerCase(Locale.ROOT),
                good + "%00",
                good + "%20",
                good.replace('_', '-'),
                "ck_live_" + "!".repeat(36),
                "ck_live_",
                "ck__live_" + good.substring(8),
                "\\u0063" + good.substring(1),
                good + "A",
                good.substring(0, good.length() - 1))) {
            assertRefused("X-API-Key: " + odd, INVALID);
            assertRefused("Authorization: Bearer " + odd, INVALID);
        }
    }

    @Test
    void a10KeysElsewhereThanInAHeaderAreNone() throws IOException {
        String good = key.key();
        for (String path : List.of("/v1/me/" + good, "/v1/me;key=" + good, "/v1/me;X-API-Key=" + good, "/" + good)) {
            assertThat(get(path, "X-Odd: 1").status()).as(path).isEqualTo(401);
        }
        assertThat(get("/v1/me", "Cookie: X-API-Key=" + good + "; Authorization=Bearer " + good)
                        .status())
                .isEqualTo(401);
        assertThat(get("/v1/me?apikey=" + good, "X-Odd: 1").status()).isEqualTo(400);
        String form = "X-API-Key=" + good;
        Reply post = Raw.once(
                server,
                "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + form.length() + "\r\nConnection: close\r\n\r\n" + form);
        assertThat(post.status()).isEqualTo(401);
    }
}
