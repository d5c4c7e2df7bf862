package io.chatelaine.usage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The uses of a key on this node in a part of one hour. They are added to the database once. */
record UsageDelta(
        String keyId,
        Instant hour,
        Map<Outcome, Long> counts,
        @Nullable LastUse last) {}
