package io.chatelaine.api;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.problem.RequestId;
import io.chatelaine.request.Caller;
import io.chatelaine.security.ApiKeyPrincipal;
import io.chatelaine.security.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;

/** Converts the authenticated principal to the caller of a use case. */
public final class Callers {
    private Callers() {}

    public static ApiKeyPrincipal principal(SecurityContext security) {
        return (ApiKeyPrincipal) security.getUserPrincipal();
    }

    public static Caller caller(SecurityContext security, HttpServletRequest request) {
        ApiKeyPrincipal principal = principal(security);
        return new Caller(
                principal.accountId(),
                principal.environment(),
                principal.scopes(),
                principal.expiresAt(),
                principal.restrictions(),
                new AuditContext(Actor.key(principal.keyId()), ClientAddress.of(request), RequestId.of(request)));
    }
}
