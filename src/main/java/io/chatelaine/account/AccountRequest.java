package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** An account as a client asks for it, nothing checked yet; null is what it did not say. */
public record AccountRequest(
        @Nullable String slug, @Nullable String name) {}
