package io.chatelaine.change;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The only row of the table {@code epoch}, the number of changes of what verification reads. JPQL alone uses it. */
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
