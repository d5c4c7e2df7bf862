package io.chatelaine.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Row of a {@link Setting} in the tables of {@code server-config/README.md} and {@code README.md}. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface SettingRow {
    Group in();

    /** Meaning, in Markdown; a link to {@code #…} leads to a section of {@code server-config/README.md}. */
    String text();

    Effect effect() default Effect.RUNNING;

    /** True for the ten settings of {@code README.md}. */
    boolean common() default false;

    /** Part of the table. */
    enum Group {
        GENERAL("Preset and wording"),
        CREDENTIALS("How a request carries a key"),
        KEYS("New keys"),
        LIMITS("Tiers, limits and accounts"),
        PEERS("Gateways, proxies, browsers and embedding applications"),
        RETENTION("Retention"),
        STARTUP("Start and database");

        final String title;

        Group(String title) {
            this.title = title;
        }
    }

    /** Time at which a change of the setting takes effect. */
    enum Effect {
        RUNNING("running"),
        NEW_KEYS("running, for new keys"),
        START("start");

        final String text;

        Effect(String text) {
            this.text = text;
        }
    }
}
