package io.chatelaine.blackbox;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches a text of hundreds of millions of characters for thousands of texts, in one pass. */
final class ManyTexts {
    private static final int START = 8;
    private static final int FILTER_BITS = 22;

    private final Map<Long, List<String>> byStart = new HashMap<>();
    private final BitSet starts = new BitSet(1 << FILTER_BITS);
    private final List<String> brief = new ArrayList<>();

    ManyTexts(Collection<String> texts) {
        for (String text : texts) {
            if (text.length() < START) {
                brief.add(text);
                continue;
            }
            long start = 0;
            for (int i = 0; i < START; i++) {
                start = next(start, text.charAt(i));
            }
            byStart.computeIfAbsent(start, none -> new ArrayList<>()).add(text);
            starts.set(place(start));
        }
    }

    /** Returns the first match. */
    Optional<String> findIn(String text) {
        long window = 0;
        for (int i = 0; i < text.length(); i++) {
            window = next(window, text.charAt(i));
            if (starts.get(place(window))) {
                int from = i - START + 1;
                for (String candidate : byStart.getOrDefault(window, List.of())) {
                    if (text.startsWith(candidate, from)) {
                        return Optional.of(candidate);
                    }
                }
            }
        }
        return brief.stream().filter(text::contains).findFirst();
    }

    /** The last eight characters, the low byte of each: a match of non-Latin characters is compared again. */
    private static long next(long window, char c) {
        return (window << 8) | (c & 0xff);
    }

    private static int place(long window) {
        return (int) ((window * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - FILTER_BITS));
    }
}
