package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A patch changes the named members and grants nothing beyond the rights of the caller. */
class KeyChangeTest {
    private static final Instant SOON = Keys.NOW.plusSeconds(60);
    private static final Instant LATER = Keys.NOW.plusSeconds(3600);
    private static final KeyPatch NOTHING = new KeyPatch(null, null, null, false, null, null);

    private static KeyPatch named(String name) {
        return new KeyPatch(name, null, null, false, null, null);
    }

    private static KeyPatch scoped(Scopes scopes) {
        return new KeyPatch(null, scopes, null, false, null, null);
    }

    private static KeyPatch switched(boolean enabled) {
        return new KeyPatch(null, null, enabled, false, null, null);
    }

    private static KeyPatch ending(@Nullable Instant expiresAt) {
        return new KeyPatch(null, null, null, true, expiresAt, null);
    }

    private static KeyPatch restricting(String... lines) {
        Restrictions asked = Keys.restrictions(lines);
        return new KeyPatch(
                null,
                null,
                null,
                false,
                null,
                new RestrictionsPatch(asked.ips(), asked.referrers(), asked.endpoints()));
    }

    private static KeyChange change(ApiKey key, KeyPatch patch) {
        return KeyChange.of(key, patch, Keys.admin());
    }

    private static KeyChange by(@Nullable Instant callersEnd, ApiKey key, KeyPatch patch) {
        return KeyChange.of(key, patch, Keys.caller(Environment.LIVE, Keys.scopes("admin"), callersEnd));
    }

    @Test
    void whatThePatchDoesNotNameIsNotWritten() {
        assertThat(change(Keys.key(LATER), NOTHING).attributes()).isEmpty();
        assertThat(change(Keys.key(LATER), named("new")).attributes()).containsExactly(entry("name", "new"));
        assertThat(change(Keys.key(LATER), switched(false)).attributes()).containsExactly(entry("enabled", false));
        assertThat(change(Keys.key(LATER), ending(null)).attributes()).containsExactly(entry("expiresAt", null));
        assertThat(change(Keys.key(null), scoped(Keys.scopes("admin"))).attributes())
                .containsExactly(entry("scopes", Keys.scopes("admin")), entry("admin", true));
    }

    @Test
    void valueThatIsThereAlreadyIsNotWrittenAgain() {
        KeyPatch same = new KeyPatch("a key", Keys.scopes("keys:read"), true, true, LATER, null);
        assertThat(change(Keys.key(LATER), same).attributes()).isEmpty();
        assertThat(change(Keys.key(LATER), same).narrows()).isFalse();
    }

    @Test
    void takingAnythingAwayIsNarrowing() {
        assertThat(change(Keys.key(null), switched(false)).narrows()).isTrue();
        assertThat(change(Keys.key(null), scoped(Keys.scopes())).narrows()).isTrue();
        assertThat(change(Keys.key(null), scoped(Keys.scopes("keys:write"))).narrows())
                .isTrue();
        assertThat(change(Keys.key(null), ending(LATER)).narrows()).isTrue();
        assertThat(change(Keys.key(LATER), ending(SOON)).narrows()).isTrue();
    }

    @Test
    void givingOrRenamingIsNotNarrowing() {
        assertThat(change(Keys.key(null), named("new")).narrows()).isFalse();
        assertThat(change(Keys.key(null), scoped(Keys.scopes("keys:read", "keys:write")))
                        .narrows())
                .isFalse();
        assertThat(change(Keys.key(SOON), ending(LATER)).narrows()).isFalse();
        assertThat(change(Keys.key(SOON), ending(null)).narrows()).isFalse();
        assertThat(change(Keys.disabled(Keys.key(null)), switched(true)).narrows())
                .isFalse();
        // The scope admin includes all others.
        assertThat(change(Keys.key(null), scoped(Keys.scopes("admin"))).narrows())
                .isFalse();
    }

    @Test
    void anEndIsNeverLaterThanTheCallersOwn() {
        assertThat(by(SOON, Keys.key(null), ending(LATER)).expiresAt()).isEqualTo(SOON);
        assertThat(by(SOON, Keys.key(SOON), ending(null)).expiresAt()).isEqualTo(SOON);
        assertThat(by(LATER, Keys.key(null), ending(SOON)).expiresAt()).isEqualTo(SOON);
        assertThat(by(null, Keys.key(SOON), ending(null)).expiresAt()).isNull();
    }

    @Test
    void whatGivesRightsGivesThemNoLongerThanTheCallerHasThem() {
        assertThat(by(SOON, Keys.key(null), scoped(Keys.scopes("keys:read", "keys:write")))
                        .expiresAt())
                .isEqualTo(SOON);
        assertThat(by(SOON, Keys.disabled(Keys.key(LATER)), switched(true)).expiresAt())
                .isEqualTo(SOON);
    }

    @Test
    void restrictingMoreIsNarrowingAndLessIsNot() {
        ApiKey key = Keys.restricted(Keys.key(null), "ip 10.0.0.0/8");
        assertThat(change(Keys.key(null), restricting("ip 10.0.0.0/8")).narrows())
                .isTrue();
        assertThat(change(key, restricting("ip 10.1.0.0/16")).narrows()).isTrue();
        assertThat(change(key, restricting("ip 192.0.2.1")).narrows()).isTrue();
        assertThat(change(key, restricting("ip 10.0.0.0/8", "endpoint GET /x")).narrows())
                .isTrue();
        assertThat(change(key, restricting()).narrows()).isFalse();
        assertThat(change(key, restricting("ip 10.0.0.0/7")).narrows()).isFalse();
        assertThat(change(key, restricting()).attributes()).containsExactly(entry("restrictions", Restrictions.NONE));
        assertThat(change(key, restricting("ip 10.0.0.0/8")).attributes()).isEmpty();
        assertThat(change(key, named("new")).attributes()).containsExactly(entry("name", "new"));
    }

    @Test
    void listThatThePatchDoesNotNameStays() {
        ApiKey key = Keys.restricted(Keys.key(null), "ip 10.0.0.0/8", "endpoint GET /x");
        Restrictions ips = Keys.restrictions("ip 192.0.2.1");
        KeyPatch patch = new KeyPatch(null, null, null, false, null, new RestrictionsPatch(ips.ips(), null, null));
        assertThat(change(key, patch).restrictions()).isEqualTo(Keys.restrictions("ip 192.0.2.1", "endpoint GET /x"));
    }

    @Test
    void whatARestrictedCallerGivesOrNamesIsNoWiderThanItself() {
        Caller caller = Keys.restricted("ip 10.0.0.0/8");
        ApiKey wide = Keys.key(null);
        Restrictions own = caller.restrictions();
        assertThat(KeyChange.of(wide, restricting(), caller).restrictions()).isEqualTo(own);
        assertThat(KeyChange.of(wide, restricting("ip 10.1.0.0/16"), caller).restrictions())
                .isEqualTo(Keys.restrictions("ip 10.1.0.0/16"));
        assertThat(KeyChange.of(wide, scoped(Keys.scopes("keys:read", "keys:write")), caller)
                        .restrictions())
                .isEqualTo(own);
        assertThat(KeyChange.of(Keys.disabled(Keys.key(null)), switched(true), caller)
                        .restrictions())
                .isEqualTo(own);
        for (KeyPatch less : List.of(NOTHING, named("new"), switched(false), scoped(Keys.scopes()))) {
            assertThat(KeyChange.of(Keys.key(null), less, caller).restrictions())
                    .isEqualTo(Restrictions.NONE);
        }
        ApiKey elsewhere = Keys.restricted(Keys.key(null), "ip 192.0.2.1");
        for (KeyPatch more : List.of(scoped(Keys.scopes("keys:read", "keys:write")), restricting("ip 192.0.2.0/24"))) {
            assertThatExceptionOfType(BeyondCallerException.class)
                    .isThrownBy(() -> KeyChange.of(elsewhere, more, caller));
        }
    }

    @Test
    void whatGivesNothingLeavesTheEndAsItIs() {
        assertThat(by(SOON, Keys.key(null), named("new")).expiresAt()).isNull();
        assertThat(by(SOON, Keys.key(LATER), switched(false)).expiresAt()).isEqualTo(LATER);
        assertThat(by(SOON, Keys.key(LATER), scoped(Keys.scopes())).expiresAt()).isEqualTo(LATER);
        assertThat(by(SOON, Keys.key(LATER), NOTHING).attributes()).isEmpty();
    }
}
