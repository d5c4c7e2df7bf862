package io.chatelaine.restriction;

import org.jspecify.annotations.Nullable;

/**
 * Pattern of the pages that may use a key, for example {@code https://app.example.com/*}: an origin and a path pattern.
 */
public record ReferrerPattern(String origin, PathPattern path) implements AllowList.Entry<ReferrerPattern> {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    /** @return null if the text is invalid */
    public static @Nullable ReferrerPattern parse(String text) {
        boolean fits = text.length() <= LONGEST && text.indexOf('?') < 0 && text.indexOf('#') < 0;
        PageUrl page = fits ? PageUrl.parse(text) : null;
        PathPattern path = page == null ? null : PathPattern.parse(page.path());
        return page == null || path == null ? null : new ReferrerPattern(page.origin(), path);
    }

    public String text() {
        return origin + path.text();
    }

    /** Returns whether the pattern matches. A page with an absent or ambiguous path matches {@code /*} only. */
    boolean matches(PageUrl page) {
        return origin.equals(page.origin())
                && (path.isEverything() || (!PathAmbiguity.isAmbiguous(page.path()) && path.matches(page.path())));
    }

    @Override
    public @Nullable ReferrerPattern meet(ReferrerPattern other) {
        PathPattern both = origin.equals(other.origin) ? path.meet(other.path) : null;
        return both == null ? null : new ReferrerPattern(origin, both);
    }

    @Override
    public int specificity() {
        return path.specificity();
    }
}
