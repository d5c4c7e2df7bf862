package io.chatelaine.management;

import io.chatelaine.key.Environment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selection of keys of an account. A key must match all members; null matches every key. At least one member is set.
 *
 * @param name the exact name
 */
record Selection(
        @Nullable Environment environment,
        @Nullable String tier,
        @Nullable Instant createdBefore,
        @Nullable String name) {}
