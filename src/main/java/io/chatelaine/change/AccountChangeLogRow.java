package io.chatelaine.change;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Epoch at which an account changed. It is written only. */
@Entity
@Table(name = "account_change_log")
@Cacheable(false)
@SuppressWarnings("unused")
class AccountChangeLogRow {
    @Id
    private long n;

    @Column(name = "account_id")
    private String accountId = "";

    protected AccountChangeLogRow() {}

    AccountChangeLogRow(long n, String accountId) {
        this.n = n;
        this.accountId = accountId;
    }
}
