package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** Unchecked request for a new account; an absent member is null. */
public record AccountRequest(
        @Nullable String slug, @Nullable String name) {}
