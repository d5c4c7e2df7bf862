package io.chatelaine.api.keys;

import io.chatelaine.api.PageResponse;
import io.chatelaine.api.Query;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.management.BulkRevokeRequest;
import io.chatelaine.management.FoundKey;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyManagement;
import io.chatelaine.management.KeyQueries.KeyPage;
import io.chatelaine.management.KeyRevocation.BulkRevocation;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.management.KeyUsage;
import io.chatelaine.management.RevokeReason;
import io.chatelaine.request.Caller;
import io.chatelaine.usage.LastUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST calls on keys, shared by {@link KeysResource} and {@link AccountKeysResource}. */
@Singleton
public class KeyCalls {
    private final KeyManagement keys;
    private final KeyUsage usage;
    private final HttpServletRequest request;

    @Inject
    public KeyCalls(KeyManagement keys, KeyUsage usage, HttpServletRequest request) {
        this.keys = keys;
        this.usage = usage;
        this.request = request;
    }

    record Revoked(String id, String revokedAt) {}

    /** @param path of the list that contains the new key, below the context root */
    Response issue(IssueKeyRequest asked, String path, Caller caller) {
        String prefix = caller.settings().credentials().keyPrefix();
        return created(
                keys.issue(asked.asked(), IdempotencyHeader.read(request, asked, caller, prefix), caller),
                path,
                caller);
    }

    /** @param path of the list that contains the new key, below the context root */
    Response rotate(String id, RotateKeyRequest asked, String path, Caller caller) {
        return created(keys.rotate(id, asked.grace(), caller), path, caller);
    }

    private Response created(IssuedKey issued, String path, Caller caller) {
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        request.getContextPath() + path + '/' + issued.key().id())
                .entity(SuccessResponse.of(
                        "Copy the key now: it is shown only once.", IssuedKeyResponse.of(issued, caller.settings())))
                .build();
    }

    PageResponse<KeyResponse> list(Query query, Caller caller) {
        KeyPage page = keys.list(query.keys(), caller);
        Map<String, LastUse> lastUses = usage.lastUses(page.page().items());
        List<KeyResponse> data = page.page().items().stream()
                .map(key -> KeyResponse.of(key, page.now(), lastUses.get(key.id()), caller.settings()))
                .toList();
        return new PageResponse<>(true, data, page.page().next());
    }

    SuccessResponse<FoundKeyResponse> find(String id, Caller caller) {
        FoundKey found = keys.find(id, caller);
        LastUse lastUse = usage.lastUse(found.key());
        return SuccessResponse.of(FoundKeyResponse.of(found, lastUse, describe(found, lastUse, caller)));
    }

    SuccessResponse<KeyResponse> change(String id, PatchKeyRequest asked, Caller caller) {
        FoundKey changed = keys.change(id, asked.asked(), caller);
        return SuccessResponse.of(describe(changed, usage.lastUse(changed.key()), caller));
    }

    SuccessResponse<UsageResponse> usage(String id, Query query, Caller caller) {
        return SuccessResponse.of(UsageResponse.of(
                usage.report(id, query.single("from"), query.single("to"), query.single("step"), caller)));
    }

    SuccessResponse<Revoked> revoke(String id, Query query, Caller caller) {
        RevokeReason reason = keys.reason(query.first("reason"), caller);
        RevokedKey revoked = keys.revoke(id, query.flag("descendants"), reason, caller);
        return SuccessResponse.of(
                "API key revoked successfully" + note(reason),
                new Revoked(revoked.id(), KeyResponse.seconds(revoked.revokedAt())));
    }

    private static String note(RevokeReason reason) {
        return reason.changed()
                ? ". Not all of the reason is kept: at most 200 characters, without control characters and keys."
                : "";
    }

    SuccessResponse<BulkRevocationResponse> revoke(BulkRevokeBody body, Caller caller) {
        BulkRevokeRequest asked = body.asked();
        BulkRevocation revoked = keys.revoke(asked, caller);
        String number = revoked.matched() + (revoked.matched() == 1 ? " API key" : " API keys");
        return SuccessResponse.of(
                asked.dryRun()
                        ? number + " would be revoked. To revoke, send the number in expect, without dry_run."
                        : number + " revoked successfully" + note(keys.reason(asked.reason(), caller)),
                BulkRevocationResponse.of(revoked, asked.dryRun()));
    }

    private KeyResponse describe(FoundKey found, @Nullable LastUse lastUse, Caller caller) {
        return KeyResponse.of(found.key(), found.now(), lastUse, caller.settings());
    }
}
