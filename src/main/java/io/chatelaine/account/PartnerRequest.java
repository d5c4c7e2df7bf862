package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** An application as a client makes it, nothing checked yet; null is what it did not say. */
public record PartnerRequest(
        @Nullable String useCase, @Nullable String expectedVolume) {}
