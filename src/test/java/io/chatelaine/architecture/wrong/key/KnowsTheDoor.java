package io.chatelaine.architecture.wrong.key;

import io.chatelaine.architecture.wrong.api.OpenResource;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/** A value that uses HTTP, the API and the node's clock. */
public final class KnowsTheDoor {
    private KnowsTheDoor() {}

    public static String judge(HttpServletRequest request) {
        return request.getMethod() + Instant.now() + System.currentTimeMillis() + new OpenResource().open();
    }
}
