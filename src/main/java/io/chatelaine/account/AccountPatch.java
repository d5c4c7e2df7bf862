package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** Unchecked partial update of an account; null means unchanged. */
public record AccountPatch(@Nullable String name, @Nullable Boolean enabled) {}
