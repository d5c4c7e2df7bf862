package io.chatelaine.config;

import java.util.Optional;

/**
 * How answers differ in words from one house to the next; what they mean is the same.
 *
 * @param errorMember whether a problem repeats its title in a member {@code error} (seed exstr)
 * @param forbiddenTitle the title of every 403; empty for that of its type (seed sk)
 * @param lastUsedAt whether a key says its last use in a member {@code lastUsedAt} as well (seed exstr)
 */
public record Wording(boolean errorMember, Optional<String> forbiddenTitle, boolean lastUsedAt) {
    public static final Wording PLAIN = new Wording(false, Optional.empty(), false);
}
