package io.chatelaine.api.keys;

import io.chatelaine.api.CurrentCaller;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.api.json.JsonTypes;
import io.chatelaine.api.keys.KeyCalls.Revoked;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * {@code /v1/api-keys}: the keys of the caller's own account. The methods are not in a class above this one and {@link
 * AccountKeysResource}: Payara describes inherited calls at {@code /openapi} below the path {@code /null}.
 */
@Path("/api-keys")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class KeysResource {
    private static final String PATH = "/v1/api-keys";

    @Inject
    KeyCalls calls;

    @Inject
    CurrentCaller caller;

    @Context
    UriInfo uri;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response issue(IssueKeyRequest asked) {
        return calls.issue(asked, PATH, caller.get());
    }

    @GET
    @RolesAllowed(Roles.KEYS_READ)
    public PageResponse<KeyResponse> list() {
        return calls.list(new Query(uri), caller.get());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_READ)
    public SuccessResponse<FoundKeyResponse> find(@PathParam("id") String id) {
        return calls.find(id, caller.get());
    }

    @GET
    @Path("/{id}/usage")
    @RolesAllowed(Roles.KEYS_READ)
    public SuccessResponse<UsageResponse> usage(@PathParam("id") String id) {
        return calls.usage(id, new Query(uri), caller.get());
    }

    @PATCH
    @Path("/{id}")
    @Consumes({JsonTypes.JSON, JsonTypes.MERGE_PATCH})
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<KeyResponse> change(@PathParam("id") String id, PatchKeyRequest asked) {
        return calls.change(id, asked, caller.get());
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response rotate(@PathParam("id") String id, RotateKeyRequest asked) {
        return calls.rotate(id, asked, PATH, caller.get());
    }

    @POST
    @Path("/revoke")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<BulkRevocationResponse> revokeAll(BulkRevokeBody asked) {
        return calls.revoke(asked, caller.get());
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<Revoked> revoke(@PathParam("id") String id) {
        return calls.revoke(id, new Query(uri), caller.get());
    }
}
