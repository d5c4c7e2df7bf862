package io.chatelaine.usage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often a key was used on this node in a part of an hour: what goes to the database, once. */
record UsageDelta(
        String keyId,
        Instant hour,
        Map<Outcome, Long> counts,
        @Nullable LastUse last) {}
