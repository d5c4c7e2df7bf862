package io.chatelaine.config;

import java.util.Optional;

/**
 * Texts of responses that differ between presets; the meaning is the same.
 *
 * @param errorMember whether a problem repeats its title in a member {@code error} (seed exstr)
 * @param forbiddenTitle title of every 403; empty for the title of the problem's type (seed sk)
 * @param lastUsedAt whether a key repeats its last use in a member {@code lastUsedAt} (seed exstr)
 */
public record Wording(boolean errorMember, Optional<String> forbiddenTitle, boolean lastUsedAt) {
    public static final Wording PLAIN = new Wording(false, Optional.empty(), false);
}
