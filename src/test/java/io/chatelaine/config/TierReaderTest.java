package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.TierSettings.LimitPartition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TierReaderTest {
    private static TierSettings read(String... namesAndValues) {
        return TestSettings.of(namesAndValues).tierSettings();
    }

    private static void assertRefused(String name, String value, String allowed) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read("chatelaine.tiers", "free,partner", name, value))
                .withMessage(name + " is \"" + value + "\"; allowed: " + allowed);
    }

    @Test
    void renamedTierHasItsNewName() {
        TierSettings tiers =
                read("chatelaine.tiers", "free,pro", "chatelaine.tiers.renamed", "gold:pro, silver:pro,basic:free");
        assertThat(tiers.current("gold")).isEqualTo("pro");
        assertThat(tiers.current("silver")).isEqualTo("pro");
        assertThat(tiers.current("free")).isEqualTo("free");
        assertThat(tiers.current("other")).isEqualTo("other");
        assertThat(tiers.current(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gold", "gold:", "gold:silver", "free:partner", "gold:free:partner", "Gold:free", ":free"})
    void tierIsRenamedToAKnownTier(String pair) {
        assertRefused(
                "chatelaine.tiers.renamed",
                pair,
                "old:new for renamed tiers, each old name once; new is one of [free, partner], old is not");
    }

    @Test
    void tierIsRenamedOnce() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read("chatelaine.tiers", "a,b", "chatelaine.tiers.renamed", "c:a,c:b"))
                .withMessageStartingWith("chatelaine.tiers.renamed is \"c:b\"");
    }

    @Test
    void tierIsWithoutLimitsUnlessTheyAreSet() {
        TierSettings tiers = read("chatelaine.tiers", "free,partner", "chatelaine.tier.free.rate", "none");
        assertThat(tiers).isEqualTo(TierSettings.NONE);
        assertThat(tiers.of("free")).isNull();
        assertThat(tiers.of(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1/PT1S, 1, 1", "60/PT1M, 60, 60", "60/PT60S, 60, 60", "1000000000/PT1H, 1000000000, 3600"})
    void rateIsANumberInATime(String text, long amount, long seconds) {
        TierSettings tiers = read("chatelaine.tiers", "a-1,free", "chatelaine.tier.a-1.rate", text);
        Limit limit = new Limit(amount, Duration.ofSeconds(seconds));
        assertThat(tiers.limits())
                .containsOnlyKeys("a-1")
                .containsValue(new TierSettings.Limits(Optional.of(limit), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60", "/PT1M", "60/", "0/PT1M", "-1/PT1M", "+1/PT1M", "060/PT1M", "1000000001/PT1M", "99999999999/PT1M",
                "60/PT0S", "60/PT0.5S", "60/PT1.5S", "60/-PT1M", "60/1M", "60/P1M", "60/PT61M", "60/P1D", "60 /PT1M",
                "60/PT1M/PT1M", "١/PT1M", "60/PT9999999999999999999S", "unlimited"
            })
    void rateOfAnotherFormIsRefused(String value) {
        assertRefused(
                "chatelaine.tier.free.rate",
                value,
                "none, or a number of requests from 1 to 1000000000, a slash and a duration in whole"
                        + " seconds from PT1S to PT1H, for example 60/PT1M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/P32D", "1/PT745H", "1/P1M", "1/P1Y"})
    void quotaOfMoreThanAMonthIsRefused(String value) {
        assertRefused(
                "chatelaine.tier.partner.quota",
                value,
                "none, or a number of requests from 1 to 1000000000, a slash and a duration in whole"
                        + " seconds from PT1S to P31D, for example 10000/P1D");
        assertThat(read("chatelaine.tiers", "free", "chatelaine.tier.free.quota", "1/P31D")
                        .of("free"))
                .isEqualTo(new TierSettings.Limits(Optional.empty(), Optional.of(new Limit(1, Duration.ofDays(31)))));
    }

    @Test
    void limitsAreAnAccountsOrAKeys() {
        assertThat(read("chatelaine.limits.per", "key").partition()).isEqualTo(LimitPartition.KEY);
        assertThat(read().partition()).isEqualTo(LimitPartition.ACCOUNT);
        assertRefused("chatelaine.limits.per", "node", "account, key");
    }

    @Test
    void reviewedAreSomeOfTheTiers() {
        assertThat(read("chatelaine.tiers", "a,b,c", "chatelaine.tiers.reviewed", "c, b")
                        .reviewed())
                .containsExactly("c", "b");
        assertRefused("chatelaine.tiers.reviewed", "gold", "names of tiers: [free, partner]");
    }

    @Test
    void presetsOwnTiersMayBeReplaced() {
        TierSettings tiers = read(
                "chatelaine.preset", "elestrals",
                "chatelaine.tiers", "basic,free",
                "chatelaine.tier.free.quota", "none");
        assertThat(tiers.reviewed()).isEmpty();
        assertThat(tiers.limits()).containsOnlyKeys("free");
        assertThat(read("chatelaine.preset", "elestrals").reviewed()).isEqualTo(List.of("partner"));
    }
}
