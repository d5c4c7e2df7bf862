package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.ChangeTransaction;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.incontainer.ContainerArchive;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyStatus;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyRevocation.RevokedKey;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.restriction.Restrictions;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Changes of keys as transactions of the container: what each one stores, what a rollback leaves, and the recheck of the
 * caller inside the transaction.
 */
@Tag("own-server")
@Tag("each-server")
@ResourceLock(ContainerArchive.CONTAINER)
@ExtendWith(ArquillianExtension.class)
class KeyManagementIT {
    private static final RevokeReason NO_REASON = new RevokeReason(null, false);

    @Inject
    KeyManagement management;

    @Inject
    KeyIssue keyIssue;

    @Inject
    ChangeTransaction changes;

    @Inject
    SettingsSnapshot settings;

    @Inject
    EntityManager entities;

    @Inject
    UserTransaction userTransaction;

    @Deployment
    static WebArchive war() throws IOException {
        return ContainerArchive.inContainer(KeyManagementIT.class);
    }

    @Test
    void issueStoresTheKeyAndItsAuditEntry() {
        Caller admin = admin();
        ApiKey issued = issue(admin, "keys:read", "keys:write");
        FoundKey found = management.find(issued.id(), admin);
        assertThat(found.key().name()).isEqualTo("a key");
        assertThat(found.key().scopes().list()).containsExactly(new Scope("keys:read"), Scope.KEYS_WRITE);
        assertThat(found.key().createdBy()).isEqualTo(admin.context().actor().id());
        assertThat(found.key().status(found.now())).isEqualTo(KeyStatus.ACTIVE);
        assertThat(actionsOn(issued.id())).containsExactly("key.issued");
    }

    @Test
    void rotationReplacesTheKeyOnce() {
        Caller admin = admin();
        ApiKey old = issue(admin, "keys:read");
        ApiKey replacement = management.rotate(old.id(), "PT1H", admin).key();
        assertThat(replacement.replaces()).isEqualTo(old.id());
        assertThat(replacement.scopes()).isEqualTo(old.scopes());
        ApiKey rotated = management.find(old.id(), admin).key();
        Instant rotatedAt = rotated.rotatedAt();
        assertThat(rotatedAt).isNotNull();
        assertThat(rotated.expiresAt()).isEqualTo(rotatedAt.plus(Duration.ofHours(1)));
        assertThat(actionsOn(old.id())).containsExactlyInAnyOrder("key.issued", "key.rotated");
        long keys = count("api_key");
        assertThatThrownBy(() -> management.rotate(old.id(), "PT1H", admin)).isInstanceOf(ConflictException.class);
        assertThat(count("api_key")).isEqualTo(keys);
    }

    @Test
    void revokeIsFinalAndRecordedOnce() {
        Caller admin = admin();
        ApiKey key = issue(admin, "keys:read");
        long epoch = epoch();
        RevokedKey revoked = management.revoke(key.id(), false, NO_REASON, admin);
        assertThat(management.revoke(key.id(), false, NO_REASON, admin)).isEqualTo(revoked);
        FoundKey found = management.find(key.id(), admin);
        assertThat(found.key().status(found.now())).isEqualTo(KeyStatus.REVOKED);
        assertThat(epoch()).isEqualTo(epoch + 1);
        assertThat(actionsOn(key.id())).containsExactlyInAnyOrder("key.issued", "key.revoked");
        assertThatThrownBy(() -> management.rotate(key.id(), "PT1H", admin)).isInstanceOf(ConflictException.class);
    }

    @Test
    void changeThatFailsAfterItsWorkLeavesNothing() {
        Caller admin = admin();
        List<Long> before = state();
        assertThatThrownBy(() -> issueAndThrow(admin, new IllegalStateException("after the work")))
                .isInstanceOf(EJBException.class);
        assertThat(state()).isEqualTo(before);
        assertThatThrownBy(() -> issueAndThrow(admin, ConflictException.rotated()))
                .isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void rollbackOfTheSurroundingTransactionUndoesAllChanges() throws Exception {
        Caller admin = admin();
        ApiKey kept = issue(admin, "keys:read");
        List<Long> before = state();
        userTransaction.begin();
        issue(admin, "keys:read");
        management.revoke(kept.id(), false, NO_REASON, admin);
        assertThat(state()).isNotEqualTo(before);
        userTransaction.rollback();
        assertThat(state()).isEqualTo(before);
        FoundKey found = management.find(kept.id(), admin);
        assertThat(found.key().status(found.now())).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void callerThatWasRevokedMeanwhileChangesNothing() {
        Caller admin = admin();
        Caller writer = callerOf(issue(admin, "keys:write"));
        ApiKey own = issue(writer, "keys:write");
        management.revoke(writer.context().actor().id(), false, NO_REASON, admin);
        List<Long> before = state();
        assertThatThrownBy(() -> issue(writer, "keys:write")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> management.rotate(own.id(), "PT1H", writer)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> management.revoke(own.id(), false, NO_REASON, writer))
                .isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void callerWithOtherRightsThanItsKeyChangesNothing() {
        Caller writer = callerOf(issue(admin(), "keys:write"));
        Caller pretender = new Caller(
                writer.accountId(),
                Environment.LIVE,
                new Scopes(List.of(Scope.ADMIN)),
                null,
                Restrictions.NONE,
                settings.current(),
                writer.context());
        List<Long> before = state();
        assertThatThrownBy(() -> issue(pretender, "admin")).isInstanceOf(ConflictException.class);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void callerWithoutTheScopeChangesNothing() {
        Caller admin = admin();
        Caller reader = callerOf(issue(admin, "keys:read"));
        ApiKey other = issue(admin, "keys:read");
        List<Long> before = state();
        assertThatThrownBy(() -> issue(reader, "keys:read")).isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> management.revoke(other.id(), false, NO_REASON, reader))
                .isInstanceOf(MissingScopeException.class);
        assertThat(state()).isEqualTo(before);
    }

    private ApiKey issue(Caller caller, String... scopes) {
        KeyRequest asked = new KeyRequest("a key", null, null, List.of(scopes), null, null);
        return management.issue(asked, null, caller).key();
    }

    private void issueAndThrow(Caller caller, RuntimeException failure) {
        NewKey asked = new NewKey("undone", Environment.LIVE, null, new Scopes(List.of()), null);
        changes.run(caller, Scope.KEYS_WRITE, Set.of(), change -> {
            IssuedKey issued = keyIssue.issue(change, asked, settings.current().format(), caller.accountId());
            change.invalidate(List.of(issued.key().id()));
            throw failure;
        });
    }

    private Caller admin() {
        return callerOf(entities.createQuery(
                        "SELECT k FROM ApiKey k WHERE k.admin = TRUE AND k.createdBy IS NULL", ApiKey.class)
                .setMaxResults(1)
                .getSingleResult());
    }

    private Caller callerOf(ApiKey key) {
        return new Caller(
                key.accountId(),
                key.environment(),
                key.scopes(),
                key.expiresAt(),
                key.restrictions(),
                settings.current(),
                new AuditContext(Actor.key(key.id()), null, null));
    }

    private List<String> actionsOn(String keyId) {
        List<?> actions = entities.createNativeQuery("SELECT action FROM audit WHERE object_id = ?1")
                .setParameter(1, keyId)
                .getResultList();
        return actions.stream().map(String::valueOf).toList();
    }

    /** Returns what a change touches: the rows of its tables, the revoked and the rotated keys, and the epoch. */
    private List<Long> state() {
        return List.of(
                count("api_key"),
                count("api_key WHERE revoked_at IS NOT NULL"),
                count("api_key WHERE rotated_at IS NOT NULL"),
                count("audit"),
                count("change_log"),
                epoch());
    }

    private long epoch() {
        return number("SELECT n FROM epoch WHERE id = 1");
    }

    private long count(String rows) {
        return number("SELECT COUNT(*) FROM " + rows);
    }

    private long number(String sql) {
        return ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue();
    }
}
