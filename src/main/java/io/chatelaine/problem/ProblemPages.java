package io.chatelaine.problem;

import io.chatelaine.config.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** The HTML page of each problem type: self-contained, without scripts, for small screens and dark mode too. */
final class ProblemPages {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1d2433;--soft:#5b6478;--paper:#fbfaf7;--card:#fff;--line:#e4e0d6;
            --gold:#9a6b12}
            @media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--soft:#a6a294;--paper:#14161b;--card:#1c1f26;
            --line:#2e323c;--gold:#e0b25a}}
            *{box-sizing:border-box}
            body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);
            color:var(--ink);font:1rem/1.6 system-ui,sans-serif}
            main{max-width:36rem;width:100%;background:var(--card);border:1px solid var(--line);
            border-top:4px solid var(--gold);border-radius:.6rem;padding:clamp(1.25rem,5vw,2.5rem)}
            p{margin:.8rem 0 0}h1{margin:.4rem 0 0;font-size:clamp(1.4rem,5vw,1.9rem);line-height:1.2}
            h2{margin:1.6rem 0 0;font-size:1rem}
            .status{margin:0;color:var(--gold);font-weight:600;letter-spacing:.02em}
            .foot{color:var(--soft);font-size:.875rem;border-top:1px solid var(--line);
            padding-top:1rem;margin-top:1.8rem}
            code{font:0.92em ui-monospace,monospace}
            """;

    /** The Content-Security-Policy: it allows only the style above. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private ProblemPages() {}

    /** Returns the page. Only the title is escaped: an administrator can set it; the other texts are constants. */
    static byte[] html(ProblemType type, Wording wording) {
        return String.format(
                        Locale.ROOT, // otherwise the default locale decides the digits of the status
                        """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%1$s</title>
                <style>%5$s</style>
                </head>
                <body>
                <main>
                <p class="status">%2$d <code>%6$s</code></p>
                <h1>%1$s</h1>
                <p>%3$s</p>
                <h2>What to do</h2>
                <p>%4$s</p>
                <p class="foot">Each response has an <code>X-Request-Id</code>. Quote it when you ask for help.</p>
                </main>
                </body>
                </html>
                """,
                        escape(type.title(wording)),
                        type.status(),
                        type.meaning(),
                        type.remedy(),
                        STYLE,
                        type.code())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
