package io.chatelaine.api.keys;

import io.chatelaine.api.Callers;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.api.json.JsonTypes;
import io.chatelaine.api.keys.KeyCalls.Revoked;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/api-keys}: the keys of the caller's own account. */
@Path("/api-keys")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class KeysResource {
    @Inject
    KeyCalls calls;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response issue(
            IssueKeyRequest asked, @Context SecurityContext security, @Context HttpServletRequest request) {
        return calls.issue(asked, "/v1/api-keys", Callers.caller(security, request), request);
    }

    @GET
    @RolesAllowed(Roles.KEYS_READ)
    public PageResponse<KeyResponse> list(
            @Context UriInfo uri, @Context SecurityContext security, @Context HttpServletRequest request) {
        return calls.list(new Query(uri), Callers.caller(security, request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_READ)
    public SuccessResponse<FoundKeyResponse> find(
            @PathParam("id") String id, @Context SecurityContext security, @Context HttpServletRequest request) {
        return calls.find(id, Callers.caller(security, request));
    }

    @GET
    @Path("/{id}/usage")
    @RolesAllowed(Roles.KEYS_READ)
    public SuccessResponse<UsageResponse> usage(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.usage(id, new Query(uri), Callers.caller(security, request));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({JsonTypes.JSON, JsonTypes.MERGE_PATCH})
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<KeyResponse> change(
            @PathParam("id") String id,
            PatchKeyRequest asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.change(id, asked, Callers.caller(security, request));
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response rotate(
            @PathParam("id") String id,
            RotateKeyRequest asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.rotate(id, asked, "/v1/api-keys", Callers.caller(security, request), request);
    }

    @POST
    @Path("/revoke")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<BulkRevocationResponse> revokeAll(
            BulkRevokeBody asked, @Context SecurityContext security, @Context HttpServletRequest request) {
        return calls.revoke(asked, Callers.caller(security, request));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_WRITE)
    public SuccessResponse<Revoked> revoke(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.revoke(id, new Query(uri), Callers.caller(security, request));
    }
}
