package io.chatelaine.api.keys;

import io.chatelaine.account.AccountManagement;
import io.chatelaine.api.Callers;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.api.json.JsonTypes;
import io.chatelaine.api.keys.KeyCalls.Revoked;
import io.chatelaine.request.Caller;
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

/** {@code /v1/accounts/{slug}/api-keys}: the keys of any account, for an administrator. */
@Path("/accounts/{slug}/api-keys")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class AccountKeysResource {
    @Inject
    KeyCalls calls;

    @Inject
    AccountManagement accounts;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response issue(
            @PathParam("slug") String slug,
            IssueKeyRequest asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.issue(asked, "/v1/accounts/" + slug + "/api-keys", on(slug, security, request), request);
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public PageResponse<KeyResponse> list(
            @PathParam("slug") String slug,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.list(new Query(uri), on(slug, security, request));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<FoundKeyResponse> find(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.find(id, on(slug, security, request));
    }

    @GET
    @Path("/{id}/usage")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<UsageResponse> usage(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.usage(id, new Query(uri), on(slug, security, request));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({JsonTypes.JSON, JsonTypes.MERGE_PATCH})
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<KeyResponse> change(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            PatchKeyRequest asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.change(id, asked, on(slug, security, request));
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response rotate(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            RotateKeyRequest asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.rotate(id, asked, "/v1/accounts/" + slug + "/api-keys", on(slug, security, request), request);
    }

    @POST
    @Path("/revoke")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<BulkRevocationResponse> revokeAll(
            @PathParam("slug") String slug,
            BulkRevokeBody asked,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.revoke(asked, on(slug, security, request));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<Revoked> revoke(
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return calls.revoke(id, new Query(uri), on(slug, security, request));
    }

    private Caller on(String slug, SecurityContext security, HttpServletRequest request) {
        return accounts.on(slug, Callers.caller(security, request));
    }
}
