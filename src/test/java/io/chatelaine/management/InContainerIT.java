package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.account.AccountManagement;
import io.chatelaine.audit.Actor;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.IdempotencyKey;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.incontainer.ContainerArchive;
import io.chatelaine.incontainer.ProbeBean;
import io.chatelaine.incontainer.ProbeServlet;
import io.chatelaine.incontainer.ReadingsSource;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.management.bootstrap.AdminKeyIssue;
import io.chatelaine.request.Caller;
import io.chatelaine.request.ConflictException;
import io.chatelaine.request.MissingScopeException;
import io.chatelaine.restriction.Restrictions;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that need the container: EJB transactions and their rollback, JPA, the caller's identity, and roles on resource
 * and EJB. The WAR is the production one with a separate context root and two more application classes.
 */
@Tag("own-server")
@Tag("each-server")
@ResourceLock(ContainerArchive.CONTAINER)
@ExtendWith(ArquillianExtension.class)
class InContainerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    KeyIssue keyIssue;

    @Inject
    KeyUpdate keyUpdate;

    @Inject
    KeyRevocation revocation;

    @Inject
    AccountManagement accounts;

    @Inject
    IdempotentIssue idempotentIssue;

    @Inject
    AdminKeyIssue adminKeyIssue;

    @Inject
    SettingsSnapshot settings;

    @Inject
    EntityManager entities;

    @Inject
    UserTransaction userTransaction;

    @Deployment
    static WebArchive war() throws IOException {
        return ContainerArchive.inContainer(
                        InContainerIT.class, ProbeServlet.class, ProbeBean.class, ReadingsSource.class)
                .addAsServiceProvider(ConfigSource.class, ReadingsSource.class);
    }

    @Test
    void changeRefusesACallerWithoutTheScopeAndOneThatIsNoKey() {
        long before = count("ApiKey");
        Caller reader = caller("keys:read");
        assertThatThrownBy(() -> issue(reader)).isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> revocation.revoke("key_x", false, null, reader))
                .isInstanceOf(MissingScopeException.class);
        assertThatThrownBy(() -> accounts.create("x", "x", caller("keys:write")))
                .isInstanceOf(MissingScopeException.class);
        Caller nobody = caller("admin");
        KeyPatch patch = new KeyPatch("x", null, null, false, null, null);
        assertThatThrownBy(() -> issue(nobody)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> revocation.revoke("key_x", false, null, nobody))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> keyUpdate.change("key_x", patch, nobody)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> accounts.create("x", "x", nobody)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> idempotentIssue.begin(IdempotencyKey.of("x", new byte[0]), nobody))
                .isInstanceOf(ConflictException.class);
        assertThat(count("ApiKey")).isEqualTo(before);
    }

    private Caller caller(String scopes) {
        return new Caller(
                "acc_x",
                Environment.LIVE,
                Scopes.parse(scopes),
                null,
                Restrictions.NONE,
                settings.current(),
                new AuditContext(Actor.key("key_x"), null, null));
    }

    private IssuedKey issue(Caller by) {
        NewKey asked = new NewKey("x", Environment.LIVE, null, new Scopes(List.of()), null);
        return keyIssue.issue(asked, settings.current().format(), by);
    }

    @Test
    void transactionThatFailsLeavesNothingBehind() {
        long keys = count("ApiKey");
        long audits = audits();
        Settings reissue = reissuing(settings.current());
        Optional<Path> nowhere = Optional.of(Path.of("/no/such/folder/admin.key"));
        assertThatThrownBy(() -> adminKeyIssue.issue(reissue, nowhere)).isInstanceOf(EJBException.class);
        assertThat(count("ApiKey")).isEqualTo(keys);
        assertThat(audits()).isEqualTo(audits);
    }

    @Test
    void transactionThatSucceedsIsThereForJpaAtOnce() throws IOException {
        long keys = count("ApiKey");
        long audits = audits();
        Path file = Files.createTempDirectory("second").resolve("admin.key");
        assertThat(adminKeyIssue.issue(reissuing(settings.current()), Optional.of(file)))
                .isTrue();
        assertThat(count("ApiKey")).isEqualTo(keys + 1);
        assertThat(audits()).isEqualTo(audits + 1);
        assertThat(Files.readString(file, StandardCharsets.US_ASCII)).startsWith("ck_live_");
    }

    @Test
    void databaseThatHadItsFirstKeyGetsNoOtherAndTheFileOfTheFirstStays() throws IOException {
        Path file = Files.createTempFile("winner", ".key");
        assertThat(adminKeyIssue.issue(settings.current(), Optional.of(file))).isFalse();
        assertThat(file).exists();
    }

    @Test
    void keyFileGoesWhenItsTransactionIsRolledBack() throws Exception {
        long keys = count("ApiKey");
        Path file = Files.createTempDirectory("undone").resolve("admin.key");
        userTransaction.begin();
        adminKeyIssue.issue(reissuing(settings.current()), Optional.of(file));
        assertThat(file).exists();
        userTransaction.rollback();
        assertThat(file).doesNotExist();
        assertThat(count("ApiKey")).isEqualTo(keys);
    }

    @Test
    @RunAsClient
    void callerIsTheSamePrincipalEverywhere(@ArquillianResource URL base) throws Exception {
        HttpResponse<String> answer = get(base, "v1/probe", "X-API-Key", ContainerArchive.adminKey());
        assertThat(answer.body())
                .startsWith("same=true name=true account=default read=true write=true metrics=true ejb=true");
        assertThat(get(base, "v1/probe", "X-Odd", "1").statusCode()).isEqualTo(401);
    }

    @Test
    @RunAsClient
    void applicationBehindTheDoorHasNoSessionNoCookieAndNoSharedCache(@ArquillianResource URL base) throws Exception {
        HttpResponse<String> answer = get(base, "v1/probe", "X-API-Key", ContainerArchive.adminKey());
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, max-age=60");
        assertThat(answer.headers().firstValue("Vary")).hasValue("Authorization, X-API-Key");
        HttpResponse<String> session = get(base, "v1/probe?session=1", "X-API-Key", ContainerArchive.adminKey());
        assertThat(session.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @RunAsClient
    void resourceRefusesACallerWithoutTheRole(@ArquillianResource URL base) throws Exception {
        HttpResponse<String> made = HTTP.send(
                HttpRequest.newBuilder(uri(base, "v1/api-keys"))
                        .header("X-API-Key", ContainerArchive.adminKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"reader\",\"scopes\":[\"keys:read\"]}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(made.headers().firstValue("Location").orElse("")).startsWith("/chatelaine/v1/api-keys/key_");
        String reader = made.body().replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
        assertThat(get(base, "v1/api-keys", "X-API-Key", reader).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = get(base, "v1/metrics", "X-API-Key", reader);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"type\":\"/chatelaine/problems/insufficient-scope\"");
    }

    @Test
    void settingsAreReadAgainWhileRunning() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = listener(logged);
        Logger logger = Logger.getLogger(SettingsSnapshot.class.getName());
        logger.addHandler(listener);
        try {
            System.setProperty("chatelaine.realm", "changed");
            awaitRealm("changed");
            System.setProperty("chatelaine.header.precedence", "wrong");
            System.setProperty("chatelaine.realm", "never");
            int before = ReadingsSource.readings();
            await(() -> ReadingsSource.readings() >= before + 3);
            assertThat(settings.current().realm()).isEqualTo("changed");
            assertThat(logged)
                    .filteredOn(line -> line.contains("chatelaine.header.precedence is \"wrong\"; allowed: x-api-key"))
                    .hasSize(1);
        } finally {
            logger.removeHandler(listener);
            System.clearProperty("chatelaine.header.precedence");
            System.clearProperty("chatelaine.realm");
        }
        awaitRealm("chatelaine");
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private void awaitRealm(String realm) {
        await(() -> settings.current().realm().equals(realm));
    }

    private static void await(BooleanSupplier condition) {
        try {
            for (int tenth = 0; tenth < 900 && !condition.getAsBoolean(); tenth++) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static Settings reissuing(Settings now) {
        return new Settings(
                now.credentials(),
                now.realm(),
                now.format(),
                now.testKeys(),
                now.gateways(),
                now.browsers(),
                now.protectedPaths(),
                now.applicationScopes(),
                now.defaultScopes(),
                now.tiers(),
                now.tierSettings(),
                now.wording(),
                now.rotationMaxAge(),
                now.usageKeep(),
                now.keepRefusals(),
                now.accounts(),
                now.maxConcurrentChanges(),
                now.adminKeyFile(),
                true,
                now.allowVolatile(),
                now.exitIfDatabaseClosed());
    }

    private long count(String entity) {
        return entities.createQuery("SELECT COUNT(e) FROM " + entity + " e", Long.class)
                .getSingleResult();
    }

    private long audits() {
        return ((Number)
                        entities.createNativeQuery("SELECT COUNT(*) FROM audit").getSingleResult())
                .longValue();
    }

    private static HttpResponse<String> get(URL base, String path, String header, String value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(base, path)).header(header, value).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(URL base, String path) {
        return URI.create(base.toString() + path);
    }
}
