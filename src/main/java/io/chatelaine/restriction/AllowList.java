package io.chatelaine.restriction;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list of allowed entries; an empty list allows everything. */
public record AllowList<T extends AllowList.Entry<T>>(List<T> entries) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** An allowed entry. */
    public interface Entry<T extends Entry<T>> extends Serializable {
        /** Returns the intersection of both entries; null if it is empty. */
        @Nullable T meet(T other);

        /** Returns whether this entry allows everything that the other one allows. */
        default boolean covers(T other) {
            return other.equals(meet(other));
        }

        /** Returns the specificity: less than that of any other entry that this one covers. */
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

    /** Returns whether each entry of this list is covered by an entry of the other list. */
    boolean isWithin(AllowList<T> other) {
        if (entries.isEmpty() || other.entries.isEmpty()) {
            return other.entries.isEmpty();
        }
        return entries.stream().allMatch(entry -> isCovered(entry, other.entries));
    }

    /**
     * Returns the intersection of both lists, without entries that another entry covers.
     *
     * @param most the most entries of the result; bounds the work
     * @return null if the intersection is empty or has more entries
     */
    @Nullable AllowList<T> meet(AllowList<T> other, int most) {
        if (isWithin(other)) {
            return fitting(entries, most);
        }
        if (other.isWithin(this)) {
            return fitting(other.entries, most);
        }
        Set<T> meets = meets(other.entries);
        // In order of specificity: a later entry never covers an earlier one, so no more entries than allowed are kept.
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
