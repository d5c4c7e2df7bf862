package io.chatelaine.restriction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is allowed, entry by entry; an empty list allows everything. */
public record AllowList<T extends AllowList.Entry<T>>(List<T> entries) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** One of the things that are allowed. */
    public interface Entry<T extends Entry<T>> extends Serializable {
        /** What both allow; null where that is nothing. */
        @Nullable T meet(T other);

        /** Whether it allows all that the other does. */
        default boolean covers(T other) {
            return other.equals(meet(other));
        }

        /** How much it asks for: less than any other one that it covers. */
        int specificity();
    }

    public AllowList {
        entries = List.copyOf(entries);
    }

    static <T extends Entry<T>> AllowList<T> everything() {
        return new AllowList<>(List.<T>of());
    }

    boolean isEverything() {
        return entries.isEmpty();
    }

    boolean allows(Predicate<T> matches) {
        for (T entry : entries) {
            if (matches.test(entry)) {
                return true;
            }
        }
        return entries.isEmpty();
    }

    /** Whether the other list allows, entry by entry, all that this one does. */
    boolean isWithin(AllowList<T> other) {
        if (entries.isEmpty() || other.entries.isEmpty()) {
            return other.entries.isEmpty();
        }
        return entries.stream().allMatch(entry -> isCovered(entry, other.entries));
    }

    /**
     * What both lists allow, without what another entry covers.
     *
     * @param most entries that the result may have: the work is bounded by it
     * @return null where that is nothing, or more
     */
    @Nullable AllowList<T> meet(AllowList<T> other, int most) {
        if (isWithin(other)) {
            return fitting(entries, most);
        }
        if (other.isWithin(this)) {
            return fitting(other.entries, most);
        }
        Set<T> meets = meets(other.entries);
        // The widest first: a later one covers none of them, so that no more are kept than the result may have.
        List<T> both = new ArrayList<>();
        for (T met : meets.stream()
                .sorted(Comparator.comparingInt(Entry::specificity))
                .toList()) {
            if (!isCovered(met, both)) {
                both.add(met);
            }
            if (both.size() > most) {
                return null;
            }
        }
        meets.retainAll(both);
        return meets.isEmpty() ? null : new AllowList<>(List.copyOf(meets));
    }

    private Set<T> meets(List<T> others) {
        Set<T> meets = new LinkedHashSet<>();
        for (T one : entries) {
            for (T two : others) {
                T met = one.meet(two);
                if (met != null) {
                    meets.add(met);
                }
            }
        }
        return meets;
    }

    private static <T extends Entry<T>> @Nullable AllowList<T> fitting(List<T> entries, int most) {
        return entries.size() > most ? null : new AllowList<>(entries);
    }

    private static <T extends Entry<T>> boolean isCovered(T entry, List<T> by) {
        return by.stream().anyMatch(other -> other.covers(entry));
    }
}
