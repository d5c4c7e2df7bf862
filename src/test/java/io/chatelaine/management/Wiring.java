package io.chatelaine.management;

import io.chatelaine.account.AccountManagement;
import io.chatelaine.account.AccountQueries;
import io.chatelaine.account.ApplicationQueries;
import io.chatelaine.account.PartnerReview;
import io.chatelaine.change.AdminKeyGuard;
import io.chatelaine.change.ChangeClock;
import io.chatelaine.change.ChangeRecorder;
import io.chatelaine.change.ChangeTransaction;
import io.chatelaine.change.ChangeTurns;
import io.chatelaine.change.IdempotencyStore;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.DatabaseClock;
import jakarta.persistence.EntityManager;

/** Object graph of the server, built as the container would. */
final class Wiring {
    final EntityManager entities;
    private final DatabaseClock clock;
    private final SettingsSnapshot settings;
    private final ChangeTurns turns;

    /** @param transaction the transaction without its injected fields */
    @SuppressWarnings("UnnecessaryAssignment") // The framework that would assign them is absent.
    Wiring(EntityManager entities, DatabaseClock clock, Settings settings, ChangeTransaction transaction) {
        this.entities = entities;
        this.clock = clock;
        this.settings = SettingsSnapshot.of(settings);
        transaction.entities = entities;
        transaction.callerRecheck = new KeyCallerRecheck(entities, clock);
        transaction.clock = new ChangeClock(entities, clock);
        transaction.recorder = new ChangeRecorder(entities, clock);
        this.turns = new ChangeTurns(this.settings, transaction);
    }

    ChangeTurns turns() {
        return turns;
    }

    AccountQueries accounts() {
        return new AccountQueries(entities);
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
        return new IdempotencyStore(entities);
    }

    private KeyCount keyCount() {
        return new KeyCount(shelves());
    }

    KeyIssue issue() {
        return new KeyIssue(entities, turns, keyCount());
    }

    KeyUpdate update() {
        return new KeyUpdate(entities, turns, queries(), adminKeyGuard());
    }

    KeyRotation rotation() {
        return new KeyRotation(entities, turns, queries(), adminKeyGuard(), issue());
    }

    KeyRevocation revocation() {
        return new KeyRevocation(
                entities, turns, queries(), new KeySelection(entities), adminKeyGuard(), new KeyDescendants(entities));
    }

    AccountManagement accountChanges() {
        return new AccountManagement(accounts(), adminKeyGuard(), turns);
    }

    ApplicationQueries applications() {
        return new ApplicationQueries(entities);
    }

    PartnerReview review() {
        return new PartnerReview(applications(), turns);
    }

    IdempotentIssue idempotentIssue() {
        return new IdempotentIssue(entities, turns, adminKeyGuard(), attempts(), keyCount(), issue());
    }
}
