package io.chatelaine.management;

import io.chatelaine.account.AccountQueries;
import io.chatelaine.account.AccountTransactions;
import io.chatelaine.account.ApplicationQueries;
import io.chatelaine.account.PartnerReviewTransactions;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.change.IdempotencyStore;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.DatabaseClock;
import jakarta.persistence.EntityManager;

/** What the container would put together for one transaction. */
final class Wiring {
    final EntityManager entities;
    private final DatabaseClock clock;
    private final Settings settings;

    Wiring(EntityManager entities, DatabaseClock clock, Settings settings) {
        this.entities = entities;
        this.clock = clock;
        this.settings = settings;
    }

    ChangeClock changeClock() {
        return new ChangeClock(entities, clock);
    }

    ChangeRecorder changes() {
        return new ChangeRecorder(entities, clock);
    }

    AccountQueries accounts() {
        return new AccountQueries(entities, changes());
    }

    AdminKeyGuard adminKeyGuard() {
        return new AdminKeyGuard(entities, clock);
    }

    KeyShelves shelves() {
        return new KeyShelves(entities, clock);
    }

    KeyQueries queries() {
        return new KeyQueries(entities, clock, shelves());
    }

    IdempotencyStore attempts() {
        return new IdempotencyStore(entities, changeClock());
    }

    private KeyIssue keyIssue() {
        return new KeyIssue(entities, changes(), changeClock());
    }

    private KeyCount keyCount() {
        return new KeyCount(entities, shelves(), SettingsSnapshot.of(settings));
    }

    private KeyCallerRecheck callerRecheck() {
        return new KeyCallerRecheck(entities, changeClock());
    }

    @SuppressWarnings("UnnecessaryAssignment") // The framework that would assign is what is not here.
    KeyTransactions keys() {
        KeyTransactions transactions = new KeyTransactions();
        transactions.clock = changeClock();
        transactions.adminKeyGuard = adminKeyGuard();
        transactions.callerRecheck = callerRecheck();
        transactions.queries = queries();
        transactions.keyCount = keyCount();
        transactions.keyIssue = keyIssue();
        transactions.keyUpdate = new KeyUpdate(entities, changes(), adminKeyGuard());
        transactions.rotation = new KeyRotation(entities, changes(), changeClock(), adminKeyGuard(), keyIssue());
        transactions.selected = new KeySelection(entities);
        transactions.revocation =
                new KeyRevocation(entities, changes(), changeClock(), adminKeyGuard(), new KeyDescendants(entities));
        return transactions;
    }

    @SuppressWarnings("UnnecessaryAssignment")
    AccountTransactions accountChanges() {
        AccountTransactions transactions = new AccountTransactions();
        transactions.clock = changeClock();
        transactions.adminKeyGuard = adminKeyGuard();
        transactions.recheck = callerRecheck();
        transactions.accounts = accounts();
        return transactions;
    }

    ApplicationQueries applications() {
        return new ApplicationQueries(entities, changes(), clock);
    }

    @SuppressWarnings("UnnecessaryAssignment")
    PartnerReviewTransactions review() {
        PartnerReviewTransactions transactions = new PartnerReviewTransactions();
        transactions.recheck = callerRecheck();
        transactions.applications = applications();
        return transactions;
    }

    @SuppressWarnings("UnnecessaryAssignment")
    IdempotentIssue idempotentIssue() {
        IdempotentIssue transactions = new IdempotentIssue();
        transactions.entities = entities;
        transactions.clock = clock;
        transactions.changes = changes();
        transactions.adminKeyGuard = adminKeyGuard();
        transactions.callerRecheck = callerRecheck();
        transactions.attempts = attempts();
        transactions.keyCount = keyCount();
        transactions.keyIssue = keyIssue();
        return transactions;
    }
}
