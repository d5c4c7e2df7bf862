package io.chatelaine.change;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The only row of the table {@code epoch}: the number of changes that took rights from keys. JPQL reads and writes it. */
@Entity
@Table(name = "epoch")
@Cacheable(false)
@SuppressWarnings("unused")
class EpochRow {
    @Id
    private int id;

    private long n;

    protected EpochRow() {}
}
