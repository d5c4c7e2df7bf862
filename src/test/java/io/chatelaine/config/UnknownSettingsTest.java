package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {
    @Test
    void misspeltPropertyAndVariableAreFound() {
        assertThat(UnknownSettings.find(
                        List.of(),
                        List.of("chatelaine.realms", "chatelaine.admin.key.file", "java.home", "chatelaine.realm"),
                        Set.of("CHATELAINE_SCOPE", "PATH", "CHATELAINE_TIERS")))
                .containsExactly("CHATELAINE_SCOPE", "chatelaine.admin.key.file", "chatelaine.realms");
    }

    @Test
    void variableThatAServerListsWithDotsIsFoundOnce() {
        assertThat(UnknownSettings.find(
                        List.of(),
                        List.of("chatelaine.admin.key.file", "chatelaine.h2.url", "chatelaine.scope"),
                        Set.of("CHATELAINE_ADMIN_KEY_FILE", "CHATELAINE_H2_URL", "CHATELAINE_SCOPE")))
                .containsExactly("CHATELAINE_SCOPE");
    }

    @Test
    void eachTierAddsSettingsAndOthersAreFound() {
        assertThat(UnknownSettings.find(
                        List.of("free", "pro-max"),
                        List.of(
                                "chatelaine.tier.free.rate",
                                "chatelaine.tier.pro-max.quota",
                                "chatelaine.tier.pro.max.rate",
                                "chatelaine.tier.fre.rate",
                                "chatelaine.tier.free.rates",
                                "chatelaine.tier.free"),
                        Set.of("CHATELAINE_TIER_PRO_MAX_RATE", "CHATELAINE_TIER_GOLD_RATE")))
                .containsExactly(
                        "CHATELAINE_TIER_GOLD_RATE",
                        "chatelaine.tier.fre.rate",
                        "chatelaine.tier.free",
                        "chatelaine.tier.free.rates");
    }
}
