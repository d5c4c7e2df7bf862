package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that rolls back the work of test keys: nothing stays, except by the ways that the README names. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("pair")
class RollbackIT {
    private static final String MARK = "X-Chatelaine-Environment";

    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);
    private final Api live = tenant.client();
    private final Issued testKey = tenant.issueTest("test");
    private final Api test = tenant.client(testKey);

    @AfterAll
    void close() {
        tenant.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpa", "ejb", "jdbc", "bean", "early"})
    void whatATestKeyWritesIsUndoneAndItsAnswerIsThatOfALiveOne(String way) {
        Answer kept = write(live, "notes", way, 1);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        Answer undone = write(test, "notes", way, 0);
        assertThat(undone.status()).as(undone.body()).isEqualTo(200);
        assertThat(undone.body()).isEqualTo(kept.body());
        assertThat(undone.headers(MARK)).containsExactly("test");
    }

    @Test
    void whatFailsBehindAWriteIsUndoneToo() {
        assertThat(write(live, "notes", "failing", 1).status()).isEqualTo(500);
        assertThat(write(test, "notes", "failing", 0).status()).isEqualTo(500);
    }

    @Test
    void whatAnEjbMarksIsUndoneToo() {
        assertThat(write(live, "notes", "marked", 1).body()).isEqualTo("in vain");
        assertThat(write(test, "notes", "marked", 0).body()).isEqualTo("in vain");
    }

    @Test
    void applicationCannotCommitTheTransactionNorBeginAnother() {
        assertThat(write(live, "notes", "committed", 1).body()).isEqualTo("IllegalStateException");
        assertThat(write(test, "notes", "committed", 0).body()).isEqualTo("RollbackException");
        assertThat(write(live, "notes", "begun", 1).body()).isEqualTo("committed");
        assertThat(write(test, "notes", "begun", 0).body()).isEqualTo("NotSupportedException");
    }

    @Test
    void whatIsForwardedIsUndoneOnce() {
        String batch = batch();
        String path = "/orders/v1/forward?to=/v1/notes/" + batch + "/jpa/" + batch;
        assertThat(live.post(path + "-live", "x").status()).isEqualTo(200);
        assertThat(test.post(path + "-test", "x").status()).isEqualTo(200);
        assertThat(count(batch)).isEqualTo(1);
    }

    /** The README names each exception. */
    @ParameterizedTest
    @ValueSource(strings = {"requires-new", "not-supported", "bean-managed", "asynchronous", "executor", "ddl"})
    void whatIsDoneOutsideTheTransactionStays(String way) {
        Answer kept = write(live, "outside", way, 1);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        Answer keptToo = write(test, "outside", way, 1);
        assertThat(keptToo.body()).isEqualTo(kept.body());
        assertThat(keptToo.headers(MARK)).containsExactly("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "auto-commit"})
    void connectionThatIsCommittedByItselfKeepsWhatWasWrittenOnPayara(String way) {
        assertThat(write(live, "outside", way, 1).body()).isEqualTo("committed");
        boolean refused = Cell.current().onWildFly();
        assertThat(write(test, "outside", way, refused ? 0 : 1).body()).isEqualTo(refused ? "refused" : "committed");
    }

    @Test
    void whatLeavesTheHouseHasLeft() throws IOException {
        Path letter = Path.of(
                test.post("/orders/v1/outside/" + batch() + "/letter/1", "x").body());
        assertThat(Files.exists(letter)).isTrue();
        Files.delete(letter);
    }

    @ParameterizedTest
    @CsvSource({"POST, suspended", "POST, stage", "GET, events"})
    void whatIsAnsweredByAnotherThreadTakesALiveKey(String method, String way) {
        String batch = batch();
        String path = "/orders/v1/later/" + batch + '/' + way;
        Answer answered = live.send(method, path + "/live-" + batch, "");
        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertRefused(test.send(method, path + "/test-" + batch, ""));
        assertThat(count(batch)).isEqualTo(1);
    }

    @Test
    void servletThatGoesOnInAnotherThreadTakesALiveKey() {
        String batch = batch();
        String path = "/orders/v1/later-servlet?batch=" + batch + "&id=" + batch;
        assertThat(live.send("POST", path, "").body()).isEqualTo("now, later");
        assertRefused(test.send("POST", path + "-2", ""));
        assertThat(count(batch)).isEqualTo(1);
    }

    /** A bean gets the container's request, which bypasses the filters: refused, unless the other thread is quicker. */
    @Test
    void whatWasDoneBeforeAnotherThreadWentOnUnseenIsUndone() {
        String batch = batch();
        String path = "/orders/v1/later-servlet?unwrapped=&batch=" + batch + "&id=" + batch;
        assertThat(live.send("POST", path, "").body()).isEqualTo("now, later");
        assertThat(test.send("POST", path + "-2", "").status()).isIn(403, 200);
        assertThat(count(batch)).isEqualTo(1);
    }

    @Test
    void webSocketTakesALiveKey() throws IOException {
        assertThat(shakeHands(tenant.issue("live")).status()).isEqualTo(101);
        Raw.Reply refused = shakeHands(testKey);
        assertProblem(refused, 403, "forbidden");
        assertThat(refused.values(MARK)).containsExactly("test");
    }

    private Raw.Reply shakeHands(Issued key) throws IOException {
        return Raw.once(
                server,
                "GET /orders/v1/talk HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-API-Key: "
                        + key.key() + "\r\n\r\n");
    }

    @Test
    void everyAnswerToATestKeyIsMarkedAndNoOther() {
        assertThat(test.get("/orders/v1/sandbox").headers(MARK)).containsExactly("test");
        Answer forbidden = test.get("/orders/v1/live");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.headers(MARK)).containsExactly("test");
        assertThat(test.get("/orders/v1/nothing").headers(MARK)).containsExactly("test");
        assertThat(live.get("/orders/v1/live").headers(MARK)).isEmpty();
        assertThat(Api.anonymous(server).get("/orders/v1/live").headers(MARK)).isEmpty();
        assertThat(test.get("/orders/about").headers(MARK)).isEmpty();
        assertThat(test.get("/v1/me").headers(MARK))
                .as("Chatelaine here accepts test keys")
                .isEmpty();
    }

    /** Chatelaine itself records the first use of a key that has an Idempotency-Key; that write is not rolled back. */
    @Test
    void whatChatelaineNotesOfATestKeyIsNotUndone() {
        Api admin = Api.admin(server);
        String body = Tenant.asked("asked for twice").put("environment", "test").toString();
        String[] again = {"Content-Type", "application/json", "Idempotency-Key", batch()};
        Answer made = admin.send("POST", tenant.path("/api-keys"), body, again);
        String key = made.data().path("key").asText();
        Answer first = write(Api.withKey(server, key), "notes", "jpa", 0);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertProblem(admin.send("POST", tenant.path("/api-keys"), body, again), 409, "conflict");
    }

    /** Threads and connections are reused: a rollback leaves no state in them. */
    @Test
    void ofTwoHundredMixedRequestsAtOnceTheLiveOnesStay() throws Exception {
        String kept = batch();
        String undone = batch();
        String[] ways = {"jpa", "ejb", "jdbc", "bean"};
        AtomicInteger answered = new AtomicInteger();
        AtOnce.atOnce(16, thread -> {
            for (int i = 0; i < 13; i++) {
                boolean isLive = (thread + i) % 2 == 0;
                Answer answer = (isLive ? live : test)
                        .post(note(isLive ? kept : undone, ways[i % ways.length], thread + "-" + i), "x");
                answered.addAndGet(isLive && answer.status() == 200 ? 1 : 0);
            }
            return thread;
        });
        assertThat(count(undone)).isZero();
        // On a busy machine, a late database may fail either request, and its note may be kept or not.
        assertThat(answered.get()).isBetween(90, 104);
        assertThat(count(kept)).isBetween(answered.get(), 104);
    }

    private static String note(String batch, String way, String id) {
        return "/orders/v1/notes/" + batch + '/' + way + '/' + batch + '-' + id;
    }

    /** Writes a note, and counts the notes of its batch. */
    private Answer write(Api key, String resource, String way, int kept) {
        String batch = batch();
        Answer answer = key.post("/orders/v1/" + resource + '/' + batch + '/' + way + '/' + batch, "x");
        assertThat(count(batch)).as(way + ": " + answer.body()).isEqualTo(kept);
        return answer;
    }

    private int count(String batch) {
        Answer answer = live.get("/orders/v1/notes/" + batch);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Integer.parseInt(answer.body());
    }

    private static String batch() {
        return UUID.randomUUID().toString();
    }

    private static void assertRefused(Answer refused) {
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        // Undertow keeps the encoding of earlier output after a reset.
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("code").asText()).isEqualTo("forbidden");
        assertThat(refused.json().path("detail").asText()).contains("asynchronous");
        assertThat(refused.headers(MARK)).containsExactly("test");
    }
}
