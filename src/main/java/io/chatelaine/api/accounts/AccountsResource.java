package io.chatelaine.api.accounts;

import io.chatelaine.account.Account;
import io.chatelaine.account.AccountManagement;
import io.chatelaine.api.CurrentCaller;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.api.json.JsonTypes;
import io.chatelaine.request.Page;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/accounts}: the accounts of all keys, for an administrator. */
@Path("/accounts")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class AccountsResource {
    @Inject
    AccountManagement accounts;

    @Inject
    CurrentCaller caller;

    @Inject
    HttpServletRequest request;

    @Context
    UriInfo uri;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public Response create(CreateAccountRequest asked) {
        Account account = accounts.create(asked.asked(), caller.get());
        return Response.status(Response.Status.CREATED)
                .header("Location", request.getContextPath() + "/v1/accounts/" + account.slug())
                .entity(SuccessResponse.of(AccountResponse.of(account)))
                .build();
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    public PageResponse<AccountResponse> list() {
        Page<Account> page = accounts.list(new Query(uri).page());
        return new PageResponse<>(
                true, page.items().stream().map(AccountResponse::of).toList(), page.next());
    }

    @GET
    @Path("/{slug}")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<AccountResponse> find(@PathParam("slug") String slug) {
        return SuccessResponse.of(AccountResponse.of(accounts.require(slug)));
    }

    @PATCH
    @Path("/{slug}")
    @Consumes({JsonTypes.JSON, JsonTypes.MERGE_PATCH})
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<AccountResponse> change(@PathParam("slug") String slug, PatchAccountRequest asked) {
        Account account = accounts.change(slug, asked.asked(), caller.get());
        return SuccessResponse.of(AccountResponse.of(account));
    }
}
