package io.chatelaine.management.bootstrap;

import io.chatelaine.account.Account;
import io.chatelaine.account.AccountQueries;
import io.chatelaine.audit.AuditContext;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.config.Settings;
import io.chatelaine.config.StartupFailure;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.IssuedKey;
import io.chatelaine.management.KeyIssue;
import io.chatelaine.management.NewKey;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes an admin key that nobody asked for over HTTP: the first one, or one in place of those that are lost. */
@Stateless
public class AdminKeyIssue {
    @Inject
    AccountQueries accounts;

    @Inject
    AdminKeyGuard adminKeyGuard;

    @Inject
    KeyIssue keyIssue;

    @Inject
    ChangeClock clock;

    @Resource
    TransactionSynchronizationRegistry transaction;

    /**
     * Makes the key and writes it to the file before the commit, so that no key is ever in force that nobody has.
     *
     * @return whether there is a new key; false where the database had one and no other is asked for
     */
    public boolean issue(Settings settings, Optional<Path> file) {
        boolean first = adminKeyGuard.claimFirst();
        if (!first && !settings.reissueAdminKey()) {
            return false;
        }
        Path keyFile = file.orElseThrow(
                () -> StartupFailure.because(
                        "an admin key is to be made, and chatelaine.admin.key-file does not say which new file it shall go to"));
        Account account = accounts.requireDefault(AuditContext.START, clock.now());
        NewKey admin = new NewKey("First admin key", Environment.LIVE, null, new Scopes(List.of(Scope.ADMIN)), null);
        IssuedKey issued = keyIssue.issue(admin, settings.format(), account.id(), AuditContext.START);
        AdminKeyFile.write(keyFile, issued.plaintext());
        transaction.registerInterposedSynchronization(new AdminKeyFileCleanup(keyFile));
        return true;
    }
}
