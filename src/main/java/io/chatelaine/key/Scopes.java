package io.chatelaine.key;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The scopes of a key, sorted and without duplicates; as text they are separated by a space. */
public record Scopes(List<Scope> list) implements Serializable {
    private static final long serialVersionUID = 1L;

    public Scopes {
        list = List.copyOf(new TreeSet<>(list));
    }

    /** Parses the result of {@link #text()}. */
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

    /** Returns the names, as in JSON. */
    public List<String> names() {
        return list.stream().map(Scope::text).toList();
    }

    /** Returns whether these scopes include all of the others; {@code admin} includes every scope. */
    public boolean include(Collection<Scope> asked) {
        return holdAdmin() || list.containsAll(asked);
    }

    /** Returns whether {@code admin} is one of them. */
    public boolean holdAdmin() {
        return list.contains(Scope.ADMIN);
    }

    /** Returns the names of these scopes, and those of every scope if {@code admin} is one of them. */
    public Set<String> roles(Collection<Scope> everyScope) {
        Set<String> roles = new TreeSet<>(names());
        if (holdAdmin()) {
            everyScope.forEach(scope -> roles.add(scope.text()));
        }
        return roles;
    }
}
