package io.chatelaine.security;

import io.chatelaine.config.CredentialSettings;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.problem.ProblemContext;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.quota.LimitStatus.Part;
import io.chatelaine.verification.VerificationRequest;
import io.chatelaine.verification.VerificationResult;
import io.chatelaine.verification.VerificationResult.Accepted;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request from its authentication to its response: its settings, the result of verifying its key, and
 * its treatment by later filters. One attribute of the request holds it.
 */
public final class RequestState extends ProblemContext {
    private @Nullable Settings settings;
    private @Nullable Verification verification;
    private String varyByKey = "*";
    private boolean beyond;
    private boolean preflight;
    private boolean waiverEnded;
    private boolean rolledBack;
    private boolean insideRollback;

    /** A verified request with its result. */
    record Verification(VerificationRequest request, VerificationResult result) {}

    private RequestState(@Nullable ProblemContext before) {
        super(before);
    }

    /** Returns the state of a request. The first call creates it. */
    public static RequestState of(ServletRequest request) {
        ProblemContext known = find(request);
        return known instanceof RequestState state ? state : attach(new RequestState(known), request);
    }

    /**
     * Returns the settings of the request: those in force at the first call. A change of the settings does not affect a
     * request that has begun.
     */
    Settings settings(SettingsSnapshot snapshot) {
        Settings known = settings;
        if (known == null) {
            known = snapshot.current();
            settings = known;
        }
        return known;
    }

    /** Returns the settings of the request. Its authentication has read them, once. */
    public Settings settings() {
        Settings known = settings;
        if (known == null) {
            throw new IllegalStateException("the request was not authenticated");
        }
        return known;
    }

    /** Returns the verified request and its result; null if no credential was verified. */
    @Nullable Verification verification() {
        return verification;
    }

    void verified(VerificationRequest request, VerificationResult result) {
        verification = new Verification(request, result);
    }

    /** Returns the state of the limits of the request's key; null if it has none. */
    @Nullable LimitStatus limit() {
        return verification == null ? null : verification.result().limit();
    }

    /**
     * Returns the exceeded limit that did not refuse the request, because the request can revoke or narrow a right; null
     * if there is none.
     */
    @Nullable Part waived() {
        LimitStatus limit = limit();
        boolean accepted = verification != null && verification.result() instanceof Accepted;
        return accepted && limit != null && !waiverEnded ? limit.exceeded() : null;
    }

    /** Ends the exemption from limits: the request does not revoke or narrow a right. */
    void endWaiver() {
        waiverEnded = true;
    }

    /** Returns the value of {@code Vary}: the enabled key headers; {@code *} if they are unknown. */
    String varyByKey() {
        return varyByKey;
    }

    void varyBy(CredentialSettings credentials) {
        List<String> names = new ArrayList<>(2);
        if (credentials.bearer()) {
            names.add("Authorization");
        }
        if (credentials.xApiKey()) {
            names.add(credentials.xApiKeyName());
        }
        varyByKey = String.join(", ", names);
    }

    /** Returns whether the request is outside the protected paths of an embedding application. */
    boolean isBeyond() {
        return beyond;
    }

    void leaveAlone() {
        beyond = true;
    }

    /** Returns whether the request is an unauthenticated preflight. */
    boolean isPreflight() {
        return preflight;
    }

    void passAsPreflight() {
        preflight = true;
    }

    /** Returns whether the changes of the request are rolled back at its end. */
    public boolean isRolledBack() {
        return rolledBack;
    }

    public void markRolledBack() {
        rolledBack = true;
    }

    /** Returns whether the request runs in the transaction that is rolled back. */
    public boolean isInsideRollback() {
        return insideRollback;
    }

    public void insideRollback(boolean inside) {
        insideRollback = inside;
    }
}
