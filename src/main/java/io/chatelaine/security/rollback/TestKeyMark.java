package io.chatelaine.security.rollback;

import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.security.RequestState;
import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Mark of a test key's request whose changes are rolled back: the state of the request for later filters, and a response
 * header that shows the client that nothing is persisted.
 */
public final class TestKeyMark {
    public static final String HEADER = "X-Chatelaine-Environment";

    private TestKeyMark() {}

    /**
     * Marks the request of a test key unless {@code chatelaine.environment.test} is {@code accept}.
     *
     * @return whether the request is marked
     */
    public static boolean put(VerifiedKey key, HttpServletRequest request, HttpServletResponse response) {
        RequestState state = RequestState.of(request);
        if (key.environment() != Environment.TEST || state.settings().testKeys() == TestKeyPolicy.ACCEPT) {
            return state.isRolledBack();
        }
        state.markRolledBack();
        write(response);
        return true;
    }

    /** Returns whether the changes of the request are to be rolled back. */
    public static boolean isOn(ServletRequest request) {
        return RequestState.of(request).isRolledBack();
    }

    public static void write(HttpServletResponse response) {
        response.setHeader(HEADER, Environment.TEST.text());
    }
}
