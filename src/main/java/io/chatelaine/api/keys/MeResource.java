package io.chatelaine.api.keys;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.chatelaine.api.CurrentCaller;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.management.FoundKey;
import io.chatelaine.management.KeyManagement;
import io.chatelaine.management.KeyUsage;
import io.chatelaine.request.Caller;
import io.chatelaine.security.ApiKeyPrincipal;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/me}: the key that the request was sent with, and its account. */
@Path("/me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @Inject
    KeyManagement keys;

    @Inject
    KeyUsage usage;

    @Inject
    CurrentCaller caller;

    record Owner(String id, String slug, String name) {}

    record Me(@JsonUnwrapped KeyResponse key, Owner account) {}

    @GET
    @RolesAllowed(Roles.KEY)
    public SuccessResponse<Me> me() {
        ApiKeyPrincipal principal = caller.principal();
        Caller by = caller.get();
        FoundKey found = keys.find(principal.keyId(), by);
        return SuccessResponse.of(new Me(
                KeyResponse.of(found.key(), found.now(), usage.lastUse(found.key()), by.settings()),
                new Owner(principal.accountId(), principal.accountSlug(), principal.accountName())));
    }
}
