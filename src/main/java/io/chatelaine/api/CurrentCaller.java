package io.chatelaine.api;

import io.chatelaine.account.AccountManagement;
import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.problem.RequestId;
import io.chatelaine.request.Caller;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.request.NotFoundException;
import io.chatelaine.security.ApiKeyPrincipal;
import io.chatelaine.security.ClientAddress;
import io.chatelaine.security.RequestState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** The caller of the current request: the key that authenticated it. */
@RequestScoped
public class CurrentCaller {
    @Inject
    HttpServletRequest request;

    @Inject
    AccountManagement accounts;

    /** Returns the caller, with its own account as the account that it works on. */
    public Caller get() {
        ApiKeyPrincipal principal = principal();
        return new Caller(
                principal.accountId(),
                principal.environment(),
                principal.scopes(),
                principal.expiresAt(),
                principal.restrictions(),
                RequestState.of(request).settings(),
                new AuditContext(Actor.key(principal.keyId()), ClientAddress.of(request), RequestId.of(request)));
    }

    /**
     * Returns the caller with another account as the account that it works on.
     *
     * @throws MissingScopeException if the caller lacks the scope {@code admin}
     * @throws NotFoundException if no account has the slug
     */
    public Caller on(String slug) {
        return accounts.on(slug, get());
    }

    public ApiKeyPrincipal principal() {
        if (request.getUserPrincipal() instanceof ApiKeyPrincipal principal) {
            return principal;
        }
        throw new IllegalStateException("The request has no verified key");
    }
}
