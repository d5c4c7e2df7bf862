package io.chatelaine.security.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatelaine.security.RequestState;
import io.chatelaine.testing.RecordedResponse;
import io.chatelaine.testing.SentRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestKeyRollbackTest {
    private final List<String> log = new ArrayList<>();
    private final Transaction transaction = new Transaction();
    private final RecordedResponse answer = new RecordedResponse();
    private final HttpServletRequest request = SentRequest.get().request();
    private final TestKeyRollback filter = new TestKeyRollback();

    private @Nullable Synchronization registered;

    TestKeyRollbackTest() {
        filter.transaction = transaction;
        filter.registry = (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, asked, arguments) -> {
                    log.add(asked.getName());
                    if (arguments != null) {
                        registered = (Synchronization) arguments[0];
                    }
                    return null;
                });
        RequestState.of(request).markRolledBack();
    }

    private void filter(FilterChain chain) throws IOException, ServletException {
        filter.doFilter(request, answer.response(), chain);
    }

    @Test
    void applicationRunsInATransactionThatIsRolledBack() throws IOException, ServletException {
        filter((asked, answered) -> log.add("application"));
        assertThat(log).containsExactly("begin", "registerInterposedSynchronization", "application", "rollback");
    }

    @Test
    void unmarkedRequestHasNoTransaction() throws IOException, ServletException {
        filter.doFilter(SentRequest.get().request(), answer.response(), (asked, answered) -> log.add("application"));
        assertThat(log).containsExactly("application");
    }

    @Test
    void exceptionIsRethrownAfterTheRollback() {
        assertThatThrownBy(() -> filter((asked, answered) -> {
                    throw new ServletException("the application's own");
                }))
                .hasMessage("the application's own");
        assertThat(log).last().isEqualTo("rollback");
    }

    @Test
    void errorPageDispatchedInsideRunsInTheSameTransaction() throws IOException, ServletException {
        filter((asked, answered) -> filter.doFilter(asked, answered, (inner, innerAnswer) -> log.add("application")));
        filter((asked, answered) -> log.add("after it"));
        assertThat(log).filteredOn("begin"::equals).hasSize(2);
        assertThat(log).filteredOn("rollback"::equals).hasSize(2);
    }

    @Test
    void applicationDoesNotRunIfNoTransactionBegins() throws IOException, ServletException {
        transaction.failure = new SystemException("no transactions today");
        filter((asked, answered) -> log.add("application"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(log).containsExactly("begin");
    }

    @Test
    void commitByTheApplicationBecomesARollback() throws IOException, ServletException {
        filter((asked, answered) -> {
            if (registered != null) {
                registered.beforeCompletion();
            }
        });
        assertThat(log).containsExactly("begin", "registerInterposedSynchronization", "setRollbackOnly", "rollback");
    }

    @Test
    void transactionEndedByTheApplicationIsNotEndedAgain() throws IOException, ServletException {
        filter((asked, answered) -> transaction.status = Status.STATUS_NO_TRANSACTION);
        assertThat(log).doesNotContain("rollback");
    }

    @Test
    void failedRollbackIsA500() throws IOException, ServletException {
        filter((asked, answered) -> transaction.failure = new SystemException("the database is away"));
        assertThat(answer.status()).isEqualTo(500);
    }

    @Test
    void asynchronousRequestIsRefusedAndItsOutputDiscarded() throws IOException, ServletException {
        filter((asked, answered) -> {
            assertThat(asked.isAsyncSupported()).isFalse();
            asked.startAsync();
        });
        assertThat(answer.status()).isEqualTo(403);
        assertThat(log).last().isEqualTo("rollback");
    }

    @Test
    void responseOfAFrameworkToARefusedRequestIsDiscarded() throws IOException, ServletException {
        filter((asked, answered) -> {
            HttpServletResponse response = (HttpServletResponse) answered;
            assertThatThrownBy(() -> asked.startAsync(asked, answered)).isInstanceOf(IllegalStateException.class);
            String refusal = answer.body();
            response.reset();
            response.resetBuffer();
            response.sendError(500);
            response.sendError(500, "Asynchronous processing is not supported");
            response.sendRedirect("/elsewhere");
            response.getOutputStream().write("oops".getBytes(StandardCharsets.US_ASCII));
            response.getWriter().print("oops");
            assertThat(answer.body()).isEqualTo(refusal).contains("live key");
        });
        assertThat(answer.status()).isEqualTo(403);
    }

    private final class Transaction implements UserTransaction {
        private int status = Status.STATUS_ACTIVE;
        private @Nullable SystemException failure;

        @Override
        public void begin() throws NotSupportedException, SystemException {
            log.add("begin");
            fail();
        }

        @Override
        public void rollback() throws SystemException {
            log.add("rollback");
            fail();
        }

        private void fail() throws SystemException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public int getStatus() {
            return status;
        }

        @Override
        public void commit() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setTransactionTimeout(int seconds) {
            throw new UnsupportedOperationException();
        }
    }
}
