package io.chatelaine.api;

import io.chatelaine.config.Wording;
import io.chatelaine.management.FoundKey;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyFilter;
import io.chatelaine.management.KeyManagement;
import io.chatelaine.management.KeyPage;
import io.chatelaine.management.RevokedKey;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/api-keys}: the keys of the caller's own account. */
@Path("/api-keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    @Inject
    KeyManagement keys;

    record Revoked(String id, String revokedAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.KEYS_WRITE)
    public Response issue(
            IssueKeyRequest asked, @Context SecurityContext security, @Context HttpServletRequest request) {
        IssuedKey issued = keys.issue(asked.asked(), Callers.caller(security, request));
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        request.getContextPath() + "/v1/api-keys/"
                                + issued.key().id())
                .entity(Answer.of(
                        "Copy the key now: it is shown only once.",
                        IssuedKeyResponse.of(issued, ProblemWriter.wording(request))))
                .build();
    }

    @GET
    @RolesAllowed(Roles.KEYS_READ)
    public PageAnswer<KeyResponse> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        KeyPage page = keys.list(KeyFilter.of(status, limit, cursor), Callers.caller(security, request));
        Wording wording = ProblemWriter.wording(request);
        List<KeyResponse> data = page.keys().stream()
                .map(key -> KeyResponse.of(key, page.now(), wording))
                .toList();
        return new PageAnswer<>(true, data, page.next());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_READ)
    public Answer<KeyResponse> find(
            @PathParam("id") String id, @Context SecurityContext security, @Context HttpServletRequest request) {
        FoundKey found = keys.find(id, Callers.caller(security, request));
        return Answer.of(KeyResponse.of(found.key(), found.now(), ProblemWriter.wording(request)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.KEYS_WRITE)
    public Answer<Revoked> revoke(
            @PathParam("id") String id,
            @QueryParam("descendants") @Nullable String descendants,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        if (descendants != null && !descendants.equals("false")) {
            // Better refused than taken for done.
            throw new ProblemException(Problem.of(
                    ProblemType.MALFORMED_REQUEST, "This version revokes one key at a time: leave descendants out."));
        }
        RevokedKey revoked = keys.revoke(id, Callers.caller(security, request));
        return Answer.of(
                "API key revoked successfully", new Revoked(revoked.id(), KeyResponse.seconds(revoked.revokedAt())));
    }
}
