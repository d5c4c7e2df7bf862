package io.chatelaine.management;

import io.chatelaine.account.AccountTransactions;
import io.chatelaine.account.Accounts;
import io.chatelaine.account.PartnerApplications;
import io.chatelaine.account.PartnerReviewTransactions;
import io.chatelaine.change.AdminKeys;
import io.chatelaine.change.Attempts;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.Changes;
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

    Changes changes() {
        return new Changes(entities, clock);
    }

    Accounts accounts() {
        return new Accounts(entities, changes());
    }

    AdminKeys adminKeys() {
        return new AdminKeys(entities, clock);
    }

    KeyShelves shelves() {
        return new KeyShelves(entities, clock);
    }

    KeyQueries queries() {
        return new KeyQueries(entities, clock, shelves());
    }

    Attempts attempts() {
        return new Attempts(entities, changeClock());
    }

    private KeyIssue keyIssue() {
        return new KeyIssue(entities, changes(), changeClock());
    }

    private KeyCount keyCount() {
        return new KeyCount(entities, shelves(), SettingsSnapshot.of(settings));
    }

    private Standing standing() {
        return new Standing(entities, changeClock());
    }

    @SuppressWarnings("UnnecessaryAssignment") // The framework that would assign is what is not here.
    KeyTransactions keys() {
        KeyTransactions transactions = new KeyTransactions();
        transactions.clock = changeClock();
        transactions.adminKeys = adminKeys();
        transactions.standing = standing();
        transactions.queries = queries();
        transactions.keyCount = keyCount();
        transactions.keyIssue = keyIssue();
        transactions.keyUpdate = new KeyUpdate(entities, changes(), adminKeys());
        transactions.rotation = new KeyRotation(entities, changes(), changeClock(), adminKeys(), keyIssue());
        transactions.selected = new KeySelection(entities);
        transactions.revocation =
                new KeyRevocation(entities, changes(), changeClock(), adminKeys(), new Family(entities));
        return transactions;
    }

    @SuppressWarnings("UnnecessaryAssignment")
    AccountTransactions accountChanges() {
        AccountTransactions transactions = new AccountTransactions();
        transactions.clock = changeClock();
        transactions.adminKeys = adminKeys();
        transactions.recheck = standing();
        transactions.accounts = accounts();
        return transactions;
    }

    PartnerApplications applications() {
        return new PartnerApplications(entities, changes(), clock);
    }

    @SuppressWarnings("UnnecessaryAssignment")
    PartnerReviewTransactions review() {
        PartnerReviewTransactions transactions = new PartnerReviewTransactions();
        transactions.recheck = standing();
        transactions.applications = applications();
        return transactions;
    }

    @SuppressWarnings("UnnecessaryAssignment")
    IdempotentIssue idempotentIssue() {
        IdempotentIssue transactions = new IdempotentIssue();
        transactions.entities = entities;
        transactions.clock = clock;
        transactions.changes = changes();
        transactions.adminKeys = adminKeys();
        transactions.standing = standing();
        transactions.attempts = attempts();
        transactions.keyCount = keyCount();
        transactions.keyIssue = keyIssue();
        return transactions;
    }
}
