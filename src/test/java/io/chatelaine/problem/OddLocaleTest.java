package io.chatelaine.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.Wording;
import io.chatelaine.database.DatabaseTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machine-readable output does not depend on a default locale with other digits, letters or another calendar. */
@Isolated("Changes the language of the JVM")
class OddLocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai"})
    void digitsLettersAndYearsDoNotDependOnTheLocale(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(DatabaseTime.of(Instant.parse("2026-11-28T03:04:05Z"))).isEqualTo("2026-11-28 03:04:05.000000");
        String page = new String(ProblemPages.html(ProblemType.INVALID, Wording.PLAIN), StandardCharsets.UTF_8);
        assertThat(page).contains("<p class=\"status\">422 <code>invalid</code></p>");
    }
}
