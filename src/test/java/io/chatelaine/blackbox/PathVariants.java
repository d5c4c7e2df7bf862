package io.chatelaine.blackbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Spellings of a path that routers, filters or proxies are known to confuse: the same list for the same seed. */
final class PathVariants {
    private static final List<String> INSERTS = List.of(
            "/",
            "/./",
            "/x/../",
            "/../",
            "/%2e/",
            "/%2e%2e/",
            "/%252e%252e/",
            "/.%2e/",
            ";a=b/",
            ";/",
            ";jsessionid=1/",
            "%3B/",
            "%2F",
            "%252F",
            "%5C",
            "/..;/",
            "/;/",
            "/%20/",
            "%09/",
            "/%0a/",
            "/.;/",
            "//",
            "///",
            "/%2f/");
    private static final List<String> ENDS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/./",
            ";",
            ";a=b",
            ";/",
            ";jsessionid=1",
            ";.css",
            "%3B",
            "%3Ba",
            "%20",
            "%09",
            "%0d%0a",
            ".json",
            ".css",
            ".html",
            "/index.html",
            "~",
            "%2F",
            "%2e",
            "..",
            "?",
            "?a=b",
            "#",
            "#/v1/health",
            "%23",
            "%3F",
            "/..;/health",
            "/../health",
            ";/../health",
            "/%2e%2e/health",
            "%2f..%2fhealth",
            "%E2%80%8B",
            "%ef%bc%8f");
    private static final List<String> STARTS = List.of(
            "",
            "/",
            "//",
            "/.",
            "/./",
            "/;/",
            "/;a",
            "/%2f",
            "/%2e",
            "/v1/health/..",
            "/v1/health;/..",
            "/v1/health/..;",
            "/v1/health/%2e%2e",
            "/problems/..",
            "/problems/not-found/..",
            "/problems/..;",
            "/problems/%2e%2e",
            "/health/..",
            "/openapi/..",
            "/x/..",
            "/x/%2e%2e",
            "/x/..;/",
            "/v1/..",
            "/v1/../",
            "http://x",
            "http://x/",
            "http://x//",
            "/WEB-INF/..",
            "/META-INF/..;",
            "/static/..",
            "/favicon.ico/..",
            "/error/..");

    private static final List<String> PARAMETERS = List.of(
            ";x=", ";", ";jsessionid=1", "/;x=", ";x=1;y=", "%3Bx=", "/x;y=", ";x=%00", "", "/", "/x", "%2F", "%3F");
    private static final List<String> UPS = List.of(
            "%2F..",
            "%2f..", "/..", "%2F%2e%2e", "/%2e%2e", "%2F.%2e", "/..;", "/..;x=1", "%5C..", "%252F..", "//..", "/./..");
    private static final List<String> SLASHES = List.of("/", "%2F", "%2f", "//", "/./", "/;/", "%5C");

    private PathVariants() {}

    static List<String> of(List<String> paths, int count, long seed) {
        Random random = new Random(seed);
        Set<String> variants = new LinkedHashSet<>(paths);
        while (variants.size() < count) {
            String path = paths.get(random.nextInt(paths.size()));
            for (int i = 0; i <= random.nextInt(3); i++) {
                path = change(path, random);
            }
            variants.add(path);
        }
        return new ArrayList<>(variants);
    }

    /**
     * Paths that a normalising server reads as a public path, and a router that does not normalise reads by their
     * beginning; every third is changed once more.
     */
    static List<String> leadingTo(List<String> opens, List<String> paths, int count, long seed) {
        Random random = new Random(seed);
        Set<String> variants = new LinkedHashSet<>();
        while (variants.size() < count) {
            StringBuilder path = new StringBuilder(pick(paths, random)).append(pick(PARAMETERS, random));
            String up = pick(UPS, random);
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                path.append(up);
                up = random.nextInt(4) == 0 ? pick(UPS, random) : up;
            }
            path.append(pick(SLASHES, random)).append(pick(opens, random));
            variants.add(random.nextInt(3) == 0 ? change(path.toString(), random) : path.toString());
        }
        return new ArrayList<>(variants);
    }

    private static String change(String path, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> pick(STARTS, random) + path;
            case 1 -> path + pick(ENDS, random);
            case 2, 3 -> insert(path, random);
            case 4 -> encode(path, random);
            default -> swapCase(path, random);
        };
    }

    private static String insert(String path, Random random) {
        int slash = path.indexOf('/', random.nextInt(path.length()));
        return slash < 0 ? path : path.substring(0, slash) + pick(INSERTS, random) + path.substring(slash + 1);
    }

    private static String encode(String path, Random random) {
        int at = random.nextInt(path.length());
        String percent = random.nextInt(4) == 0 ? "%25" : "%";
        String code = String.format(random.nextBoolean() ? "%02x" : "%02X", (int) path.charAt(at));
        return at == 0 ? path : path.substring(0, at) + percent + code + path.substring(at + 1);
    }

    private static String swapCase(String path, Random random) {
        int at = random.nextInt(path.length());
        String one = path.substring(at, at + 1);
        return path.substring(0, at) + one.toUpperCase(Locale.ROOT) + path.substring(at + 1);
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
