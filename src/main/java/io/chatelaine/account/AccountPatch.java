package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** What is to become of some members of an account, nothing checked yet; null is what stays as it is. */
public record AccountPatch(@Nullable String name, @Nullable Boolean enabled) {}
