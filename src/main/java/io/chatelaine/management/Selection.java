package io.chatelaine.management;

import io.chatelaine.key.Environment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of an account are meant: those that all of its members fit, of which there is one at least. Null is what does
 * not matter.
 *
 * @param name whole, as it is written
 */
record Selection(
        @Nullable Environment environment,
        @Nullable String tier,
        @Nullable Instant createdBefore,
        @Nullable String name) {}
