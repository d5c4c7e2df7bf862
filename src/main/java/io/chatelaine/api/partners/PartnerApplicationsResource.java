package io.chatelaine.api.partners;

import io.chatelaine.account.PartnerApplication;
import io.chatelaine.account.PartnerReview;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /v1/partner-applications}: applications of accounts for keys of a reviewed tier. */
@Path("/partner-applications")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class PartnerApplicationsResource {
    @Inject
    PartnerReview review;

    @Inject
    CurrentCaller caller;

    @Inject
    HttpServletRequest request;

    @Context
    UriInfo uri;

    @POST
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response apply(PartnerApplicationRequest asked) {
        PartnerApplication made = review.apply(asked.asked(), caller.get());
        return Response.status(Response.Status.CREATED)
                .header("Location", request.getContextPath() + "/v1/partner-applications/" + made.id())
                .entity(SuccessResponse.of(PartnerApplicationResponse.of(made)))
                .build();
    }

    @GET
    @RolesAllowed(Roles.KEYS_READ)
    public PageResponse<PartnerApplicationResponse> list() {
        Page<PartnerApplication> page = review.list(new Query(uri).applications(), caller.get());
        return new PageResponse<>(
                true, page.items().stream().map(PartnerApplicationResponse::of).toList(), page.next());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_READ)
    public SuccessResponse<PartnerApplicationResponse> find(@PathParam("id") String id) {
        return SuccessResponse.of(PartnerApplicationResponse.of(review.find(id, caller.get())));
    }

    @POST
    @Path("/{id}/approve")
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<PartnerApplicationResponse> approve(@PathParam("id") String id) {
        return SuccessResponse.of(PartnerApplicationResponse.of(review.approve(id, caller.get())));
    }

    @POST
    @Path("/{id}/refuse")
    @Consumes(JsonTypes.JSON)
    @RolesAllowed(Roles.ADMIN)
    public SuccessResponse<PartnerApplicationResponse> refuse(@PathParam("id") String id, RefusePartnerRequest asked) {
        return SuccessResponse.of(PartnerApplicationResponse.of(review.refuse(id, asked.reason(), caller.get())));
    }
}
