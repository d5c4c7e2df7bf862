package io.chatelaine.key;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes of one key, sorted and each once; as text they stand beside each other with a space between. */
public record Scopes(List<Scope> list) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Scopes {
        list = List.copyOf(new TreeSet<>(list));
    }

    /** Reads what {@link #text()} wrote. */
    public static Scopes parse(String text) {
        List<Scope> scopes = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int space = text.indexOf(' ', from);
            int to = space < 0 ? text.length() : space;
            scopes.add(new Scope(text.substring(from, to)));
            from = to + 1;
        }
        return new Scopes(scopes);
    }

    public String text() {
        return String.join(" ", names());
    }

    /** The names alone, as in JSON. */
    public List<String> names() {
        return list.stream().map(Scope::text).toList();
    }

    /** Whether a key with these scopes has all those as well; {@code admin} has every scope. */
    public boolean include(Collection<Scope> asked) {
        return holdAdmin() || list.containsAll(asked);
    }

    /** Whether {@code admin} is one of them. */
    public boolean holdAdmin() {
        return list.contains(Scope.ADMIN);
    }

    /** All that these scopes let their holder do, once what {@code admin} includes is written out. */
    public Set<String> roles(Collection<Scope> everyScope) {
        Set<String> roles = new TreeSet<>(names());
        if (holdAdmin()) {
            everyScope.forEach(scope -> roles.add(scope.text()));
        }
        return roles;
    }
}
