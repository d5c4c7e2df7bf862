package io.chatelaine.security.rollback;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Marks a request of a test key where test keys leave no trace: for what comes behind the door, and by a header for the
 * client, so that it sees that nothing is kept.
 */
public final class TestKeyMark {
    public static final String HEADER = "X-Chatelaine-Environment";

    private static final String ATTRIBUTE = TestKeyMark.class.getName();

    private TestKeyMark() {}

    /**
     * Says whether it did. A key that was let in a moment ago, and would not be now, is marked as well: better undone than
     * kept.
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

    /** Whether what is done for the request is not to be kept. */
    public static boolean isOn(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    public static void write(HttpServletResponse response) {
        response.setHeader(HEADER, Environment.TEST.text());
    }
}
