package io.chatelaine.security.rollback;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Mark of a test key's request whose changes are rolled back: a request attribute for later filters, and a response
 * header that shows the client that nothing is persisted.
 */
public final class TestKeyMark {
    public static final String HEADER = "X-Chatelaine-Environment";

    private static final String ATTRIBUTE = TestKeyMark.class.getName();

    private TestKeyMark() {}

    /**
     * Marks the request of a test key unless {@code chatelaine.environment.test} is {@code accept}. A key that a change
     * of settings has just excluded is marked too, so that its changes are rolled back.
     *
     * @return whether the request is marked
     */
    public static boolean put(
            VerifiedKey key, Settings settings, HttpServletRequest request, HttpServletResponse response) {
        if (key.environment() != Environment.TEST || settings.testKeys() == TestKeyPolicy.ACCEPT) {
            return isOn(request);
        }
        request.setAttribute(ATTRIBUTE, true);
        write(response);
        return true;
    }

    /** Returns whether the changes of the request are to be rolled back. */
    public static boolean isOn(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    public static void write(HttpServletResponse response) {
        response.setHeader(HEADER, Environment.TEST.text());
    }
}
