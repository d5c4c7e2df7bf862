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

/** {@code /v1/accounts/{slug}/api-keys}: the keys of any account, for an administrator. */
@Path("/accounts/{slug}/api-keys")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class AccountKeysResource {
    @Inject
    KeyCalls calls;

    @Inject
    CurrentCaller caller;

    @Context
    UriInfo uri;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response issue(@PathParam("slug") String slug, IssueKeyRequest asked) {
        return calls.issue(asked, path(slug), caller.on(slug));
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public PageResponse<KeyResponse> list(@PathParam("slug") String slug) {
        return calls.list(new Query(uri), caller.on(slug));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<FoundKeyResponse> find(@PathParam("slug") String slug, @PathParam("id") String id) {
        return calls.find(id, caller.on(slug));
    }

    @GET
    @Path("/{id}/usage")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<UsageResponse> usage(@PathParam("slug") String slug, @PathParam("id") String id) {
        return calls.usage(id, new Query(uri), caller.on(slug));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({JsonTypes.JSON, JsonTypes.MERGE_PATCH})
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<KeyResponse> change(
            @PathParam("slug") String slug, @PathParam("id") String id, PatchKeyRequest asked) {
        return calls.change(id, asked, caller.on(slug));
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response rotate(@PathParam("slug") String slug, @PathParam("id") String id, RotateKeyRequest asked) {
        return calls.rotate(id, asked, path(slug), caller.on(slug));
    }

    @POST
    @Path("/revoke")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<BulkRevocationResponse> revokeAll(@PathParam("slug") String slug, BulkRevokeBody asked) {
        return calls.revoke(asked, caller.on(slug));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<Revoked> revoke(@PathParam("slug") String slug, @PathParam("id") String id) {
        return calls.revoke(id, new Query(uri), caller.on(slug));
    }

    private static String path(String slug) {
        return "/v1/accounts/" + slug + "/api-keys";
    }
}
