package io.chatelaine.account;

import org.jspecify.annotations.Nullable;

/** Unchecked application of a client; an absent member is null. */
public record PartnerRequest(
        @Nullable String useCase, @Nullable String expectedVolume) {}
