package io.chatelaine.api;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.management.BulkRevocation;
import io.chatelaine.management.BulkRevokeRequest;
import io.chatelaine.management.Caller;
import io.chatelaine.management.FoundKey;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyManagement;
import io.chatelaine.management.KeyPage;
import io.chatelaine.management.RevokedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The calls on keys as REST answers them, the same for one's own account and for any. */
@Singleton
public class KeyCalls {
    private final KeyManagement keys;
    private final SettingsSnapshot settings;

    @Inject
    public KeyCalls(KeyManagement keys, SettingsSnapshot settings) {
        this.keys = keys;
        this.settings = settings;
    }

    record Revoked(String id, String revokedAt) {}

    /** @param path of the list that the new key is in, below the context root */
    Response issue(IssueKeyRequest asked, String path, Caller caller, HttpServletRequest request) {
        String prefix = settings.current().credentials().keyPrefix();
        return created(
                keys.issue(asked.asked(), IdempotencyHeader.read(request, asked, caller, prefix), caller),
                path,
                request);
    }

    /** @param path of the list that the new key is in, below the context root */
    Response rotate(String id, RotateKeyRequest asked, String path, Caller caller, HttpServletRequest request) {
        return created(keys.rotate(id, asked.grace(), caller), path, request);
    }

    private Response created(IssuedKey issued, String path, HttpServletRequest request) {
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        request.getContextPath() + path + '/' + issued.key().id())
                .entity(Answer.of(
                        "Copy the key now: it is shown only once.", IssuedKeyResponse.of(issued, settings.current())))
                .build();
    }

    PageAnswer<KeyResponse> list(Query query, Caller caller) {
        KeyPage page = keys.list(query.keys(), caller);
        Settings current = settings.current();
        List<KeyResponse> data = page.page().items().stream()
                .map(key -> KeyResponse.of(key, page.now(), current))
                .toList();
        return new PageAnswer<>(true, data, page.page().next());
    }

    Answer<KeyResponse> find(String id, Caller caller) {
        return answer(keys.find(id, caller));
    }

    Answer<KeyResponse> change(String id, PatchKeyRequest asked, Caller caller) {
        return answer(keys.change(id, asked.asked(), caller));
    }

    Answer<Revoked> revoke(String id, Query query, Caller caller) {
        RevokedKey revoked = keys.revoke(id, query.flag("descendants"), query.single("reason"), caller);
        return Answer.of(
                "API key revoked successfully", new Revoked(revoked.id(), KeyResponse.seconds(revoked.revokedAt())));
    }

    Answer<BulkRevocationResponse> revoke(BulkRevokeBody body, Caller caller) {
        BulkRevokeRequest asked = body.asked();
        BulkRevocation revoked = keys.revoke(asked, caller);
        String number = revoked.matched() + (revoked.matched() == 1 ? " API key" : " API keys");
        return Answer.of(
                asked.dryRun()
                        ? number + " would be revoked. To do it, repeat the number in expect, without dry_run."
                        : number + " revoked successfully",
                BulkRevocationResponse.of(revoked, asked.dryRun()));
    }

    private Answer<KeyResponse> answer(FoundKey found) {
        return Answer.of(KeyResponse.of(found.key(), found.now(), settings.current()));
    }
}
