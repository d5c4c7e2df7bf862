package io.chatelaine.key;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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

    /** What both lists allow; null where that is nothing. */
    @Nullable AllowList<T> meet(AllowList<T> other) {
        if (isWithin(other)) {
            return this;
        }
        if (other.isWithin(this)) {
            return other;
        }
        List<T> both = new ArrayList<>();
        for (T one : entries) {
            for (T two : other.entries) {
                T met = one.meet(two);
                if (met != null && !isCovered(met, both)) {
                    both.removeIf(met::covers);
                    both.add(met);
                }
            }
        }
        return both.isEmpty() ? null : new AllowList<>(both);
    }

    private static <T extends Entry<T>> boolean isCovered(T entry, List<T> by) {
        return by.stream().anyMatch(other -> other.covers(entry));
    }
}
