package io.chatelaine.change;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The only row of the table {@code installation}, which {@link Lock#ADMIN_KEYS} locks. */
@Entity
@Table(name = "installation")
@Cacheable(false)
@SuppressWarnings("unused")
class InstallationRow {
    static final int ID = 1;

    @Id
    private int id;

    /** Time at which the first admin key was issued; null if none was. */
    @Column(name = "first_admin_key_at")
    private @Nullable Instant firstAdminKeyAt;

    protected InstallationRow() {}
}
