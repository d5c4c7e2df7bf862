package io.chatelaine.management.bootstrap;

import io.chatelaine.account.Account;
import io.chatelaine.account.AccountQueries;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.Change;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.config.Settings;
import io.chatelaine.config.StartupFailure;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyIssue;
import io.chatelaine.management.NewKey;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Issue of an admin key at startup: the first one, or a replacement of lost ones. */
@Singleton
public class AdminKeyIssue {
    private final ChangeTurns turns;
    private final AccountQueries accounts;
    private final AdminKeyGuard adminKeyGuard;
    private final KeyIssue keyIssue;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    @SuppressWarnings("NullAway") // The container sets the resource after the constructor.
    public AdminKeyIssue(ChangeTurns turns, AccountQueries accounts, AdminKeyGuard adminKeyGuard, KeyIssue keyIssue) {
        this.turns = turns;
        this.accounts = accounts;
        this.adminKeyGuard = adminKeyGuard;
        this.keyIssue = keyIssue;
    }

    /**
     * Issues the key and writes it to the file before the commit, so that every valid key is in a file.
     *
     * @return whether a key was issued; false if the database has had one and {@code chatelaine.admin.reissue} is false
     */
    public boolean issue(Settings settings, Optional<Path> file) {
        return turns.asServer(change -> {
            boolean first = adminKeyGuard.claimFirst(change.now());
            if (!first && !settings.reissueAdminKey()) {
                return false;
            }
            Path keyFile = file.orElseThrow(() ->
                    StartupFailure.because("an admin key must be issued, but chatelaine.admin.key-file is not set."
                            + " Set it to the path of a new file"));
            issue(change, settings, keyFile);
            return true;
        });
    }

    private void issue(Change change, Settings settings, Path keyFile) {
        Account account = accounts.requireDefault(change);
        NewKey admin = new NewKey("First admin key", Environment.LIVE, null, new Scopes(List.of(Scope.ADMIN)), null);
        IssuedKey issued = keyIssue.issue(change, admin, settings.format(), account.id());
        AdminKeyFile.write(keyFile, issued.plaintext());
        transaction.registerInterposedSynchronization(new AdminKeyFileCleanup(keyFile));
    }
}
