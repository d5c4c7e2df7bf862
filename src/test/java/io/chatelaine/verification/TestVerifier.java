package io.chatelaine.verification;

import io.chatelaine.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A verifier in a test, and the settings of every request that it verifies.
 *
 * @param settings the settings of the requests
 */
public record TestVerifier(KeyVerifier verifier, Settings settings) {
    /** A request without its client. */
    public record Asked(String method, String path, String rawPath, Purpose purpose) {
        /** Creates a request that an application serves. */
        public Asked(String method, String path) {
            this(method, path, path, Purpose.APPLICATION);
        }
    }

    /** A client of a request. */
    public record Client(String address, @Nullable String referrer) {}

    public VerificationResult verify(String credential, Asked asked, Client client) {
        return verifier.verify(
                credential,
                new VerificationRequest(
                        settings,
                        asked.method,
                        asked.path,
                        asked.rawPath,
                        asked.purpose,
                        client.address,
                        client.referrer,
                        null,
                        "req_1"));
    }
}
