package io.chatelaine.api.audit;

import io.chatelaine.api.CurrentCaller;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.json.JsonTypes;
import io.chatelaine.audit.AuditEntry;
import io.chatelaine.audit.AuditPage;
import io.chatelaine.audit.AuditQueries;
import io.chatelaine.audit.AuditQuery;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.problem.RequestId;
import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.PageRequest;
import io.chatelaine.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit}: changes and refused requests of the caller's account, or of all accounts for an admin. */
@Path("/audit")
@ApplicationScoped
@Produces(JsonTypes.JSON)
public class AuditResource {
    @Inject
    AuditQueries audit;

    @Inject
    CurrentCaller caller;

    @Context
    UriInfo uri;

    @GET
    @RolesAllowed(Roles.AUDIT_READ)
    public PageResponse<AuditEntryResponse> list() {
        Query asked = new Query(uri);
        Caller own = caller.get();
        AuditQuery query = new AuditQuery(
                account(asked.single("account"), own),
                own.environment() == Environment.TEST,
                asked.word("request_id"),
                asked.word("object"),
                asked.word("action"));
        PageRequest page = asked.page();
        AuditEntry after = page.cursor().map(cursor -> find(query, cursor)).orElse(null);
        AuditPage found = audit.list(query, after, page.limit());
        return new PageResponse<>(
                true, found.entries().stream().map(AuditEntryResponse::of).toList(), found.next());
    }

    /** Returns the id of the account to search; null if the caller may search all. */
    private @Nullable String account(@Nullable String slug, Caller own) {
        if (slug != null) {
            return caller.on(slug).accountId();
        }
        return own.scopes().include(List.of(Scope.ADMIN)) ? null : own.accountId();
    }

    private AuditEntry find(AuditQuery query, String cursor) {
        if (!RequestId.isHarmless(cursor)) {
            throw InvalidQueryException.noSuchCursor();
        }
        return audit.find(query, cursor).orElseThrow(InvalidQueryException::noSuchCursor);
    }
}
