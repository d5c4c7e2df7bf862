package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.LastAdminKeyException;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Restrictions are stored in full and inherited, and the last admin key cannot get any. */
class RestrictionsOnDatabaseTest extends OnDatabase {
    private String restricted(String name, List<String> scopes, String... lines) {
        NewKey asked = new NewKey(
                name,
                Environment.LIVE,
                null,
                scopes(scopes.toArray(String[]::new)),
                null,
                Keys.restrictions(lines),
                false,
                null,
                null);
        return issue(asked, caller);
    }

    private static KeyPatch restricting(String... lines) {
        Restrictions asked = Keys.restrictions(lines);
        RestrictionsPatch patch = new RestrictionsPatch(asked.ips(), asked.referrers(), asked.endpoints());
        return new KeyPatch(null, null, null, false, null, patch);
    }

    private Restrictions of(String id) {
        return find(id, caller).restrictions();
    }

    private ApiKey rotate(String id, Caller by) {
        return jvm.call(wiring -> wiring.rotation().rotate(id, Duration.ofHours(1), FORMAT, by))
                .key();
    }

    @Test
    void asManyAndAsLongAsThereMayBeAreStoredWhole() {
        String[] lines = IntStream.range(0, 3 * Restrictions.MOST)
                .mapToObj(i -> switch (i % 3) {
                    case 0 -> "ip 2001:db8:1111:2222:3333:4444:" + Integer.toHexString(0x1000 + i) + ":0/112";
                    case 1 -> "referrer https://app.example.com/" + "x".repeat(172) + i % 9 + "/*";
                    default ->
                        "endpoint DELETE /" + i + "/"
                                + "x".repeat(187 - String.valueOf(i).length()) + "/*";
                })
                .toArray(String[]::new);
        String id = restricted("Full", List.of(), lines);
        assertThat(of(id)).isEqualTo(Keys.restrictions(lines));
        change(id, restricting(), caller);
        assertThat(of(id)).isEqualTo(Restrictions.NONE);
        assertThat(text("SELECT restrictions FROM api_key WHERE id = '" + id + "'"))
                .isEmpty();
        change(id, restricting(lines), caller);
        assertThat(of(id)).isEqualTo(Keys.restrictions(lines));
    }

    @Test
    void everyChangeOfRestrictionsCountsTheEpoch() {
        String id = issue("Mine", caller);
        change(id, restricting("ip 10.0.0.0/8"), caller);
        change(id, restricting("ip 10.1.0.0/16"), caller);
        change(id, restricting("ip 10.0.0.0/8"), caller);
        change(id, restricting(), caller);
        assertThat(epoch()).isEqualTo(4);
    }

    @Test
    void keyThatIsRotatedHandsItsRestrictionsDownAndTheRotatorAddsItsOwn() {
        String id = restricted("Old", List.of("keys:write"), "ip 10.0.0.0/8");
        assertThat(rotate(id, caller).restrictions()).isEqualTo(Keys.restrictions("ip 10.0.0.0/8"));
        String narrow = restricted("Narrow", List.of("keys:write"), "ip 10.1.0.0/16", "endpoint * /v1/*");
        String other = restricted("Other", List.of(), "ip 10.0.0.0/8");
        assertThat(rotate(other, as(narrow)).restrictions())
                .isEqualTo(Keys.restrictions("ip 10.1.0.0/16", "endpoint * /v1/*"));
        String elsewhere = restricted("Elsewhere", List.of(), "ip 192.0.2.1");
        String state = state();
        assertThatThrownBy(() -> rotate(elsewhere, as(narrow))).isInstanceOf(BeyondCallerException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void keyFreesItselfOfNothing() {
        String id = restricted("Self", List.of("keys:write"), "ip 10.0.0.0/8");
        change(id, restricting(), as(id));
        assertThat(of(id)).isEqualTo(Keys.restrictions("ip 10.0.0.0/8"));
        change(id, restricting("ip 10.1.0.0/16"), as(id));
        assertThat(of(id)).isEqualTo(Keys.restrictions("ip 10.1.0.0/16"));
        assertThatThrownBy(() -> change(id, restricting("ip 192.0.2.1"), as(id)))
                .isInstanceOf(BeyondCallerException.class);
    }

    @Test
    void callerThatWasRestrictedMeanwhileMakesNothingWider() {
        String id = restricted("Writer", List.of("keys:write"));
        Caller before = as(id);
        change(id, restricting("ip 10.0.0.0/8"), caller);
        String state = state();
        assertThatThrownBy(() -> issue("Free", before)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> change(id, restricting(), before)).isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void lastAdminKeyThatIsNotRestrictedStaysSo() {
        String admin = issueAdmin();
        String restricted = restricted("Restricted", List.of("admin"), "ip 10.0.0.0/8");
        String state = state();
        assertThatThrownBy(() -> change(admin, restricting("ip 10.0.0.0/8"), caller))
                .isInstanceOf(LastAdminKeyException.class);
        assertThatThrownBy(() -> revoke(admin, caller)).isInstanceOf(LastAdminKeyException.class);
        assertThatThrownBy(() -> rotate(admin, as(restricted))).isInstanceOf(LastAdminKeyException.class);
        assertThat(state()).isEqualTo(state);
        change(restricted, restricting("ip 10.1.0.0/16"), caller);
        issueAdmin();
        change(admin, restricting("ip 10.0.0.0/8"), caller);
    }

    @Test
    void whereAllAdminKeysAreRestrictedOneOfThemStays() {
        String one = restricted("One", List.of("admin"), "ip 10.0.0.0/8");
        String two = restricted("Two", List.of("admin"), "ip 10.0.0.0/8");
        revoke(one, caller);
        assertThatThrownBy(() -> revoke(two, caller)).isInstanceOf(LastAdminKeyException.class);
    }
}
