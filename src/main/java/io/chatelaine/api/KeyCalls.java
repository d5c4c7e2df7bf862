package io.chatelaine.api;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.Wording;
import io.chatelaine.management.Caller;
import io.chatelaine.management.FoundKey;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyManagement;
import io.chatelaine.management.KeyPage;
import io.chatelaine.management.RevokedKey;
import io.chatelaine.problem.ProblemWriter;
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
        IssuedKey issued = keys.issue(asked.asked(), IdempotencyHeader.read(request, asked, caller, prefix), caller);
        return Response.status(Response.Status.CREATED)
                .header(
                        "Location",
                        request.getContextPath() + path + '/' + issued.key().id())
                .entity(Answer.of(
                        "Copy the key now: it is shown only once.",
                        IssuedKeyResponse.of(issued, ProblemWriter.wording(request))))
                .build();
    }

    PageAnswer<KeyResponse> list(Query query, Caller caller, HttpServletRequest request) {
        KeyPage page = keys.list(query.keys(), caller);
        Wording wording = ProblemWriter.wording(request);
        List<KeyResponse> data = page.page().items().stream()
                .map(key -> KeyResponse.of(key, page.now(), wording))
                .toList();
        return new PageAnswer<>(true, data, page.page().next());
    }

    Answer<KeyResponse> find(String id, Caller caller, HttpServletRequest request) {
        return answer(keys.find(id, caller), request);
    }

    Answer<KeyResponse> change(String id, PatchKeyRequest asked, Caller caller, HttpServletRequest request) {
        return answer(keys.change(id, asked.asked(), caller), request);
    }

    Answer<Revoked> revoke(String id, Query query, Caller caller) {
        RevokedKey revoked = keys.revoke(id, query.flag("descendants"), caller);
        return Answer.of(
                "API key revoked successfully", new Revoked(revoked.id(), KeyResponse.seconds(revoked.revokedAt())));
    }

    private static Answer<KeyResponse> answer(FoundKey found, HttpServletRequest request) {
        return Answer.of(KeyResponse.of(found.key(), found.now(), ProblemWriter.wording(request)));
    }
}
