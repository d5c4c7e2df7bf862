package io.chatelaine.api.audit;

import io.chatelaine.account.AccountManagement;
import io.chatelaine.api.Callers;
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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
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
    AccountManagement accounts;

    @GET
    @RolesAllowed(Roles.AUDIT_READ)
    public PageResponse<AuditEntryResponse> list(
            @Context UriInfo uri, @Context SecurityContext security, @Context HttpServletRequest request) {
        Query asked = new Query(uri);
        Caller caller = Callers.caller(security, request);
        AuditQuery query = new AuditQuery(
                account(asked.single("account"), caller),
                caller.environment() == Environment.TEST,
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
    private @Nullable String account(@Nullable String slug, Caller caller) {
        if (slug != null) {
            return accounts.on(slug, caller).accountId();
        }
        return caller.scopes().include(List.of(Scope.ADMIN)) ? null : caller.accountId();
    }

    private AuditEntry find(AuditQuery query, String cursor) {
        if (!RequestId.isHarmless(cursor)) {
            throw InvalidQueryException.noSuchCursor();
        }
        return audit.find(query, cursor).orElseThrow(InvalidQueryException::noSuchCursor);
    }
}
