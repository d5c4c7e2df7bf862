package io.chatelaine.account;

import io.chatelaine.database.DatabaseTime;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Owner of keys. It is never cached, because another node can suspend it at any time. */
@Entity
@Table(name = "account")
@Cacheable(false)
public class Account {
    @Id
    private String id = "";

    private String slug = "";
    private String name = "";
    private boolean enabled = true;

    @Column(name = "created_at")
    private String createdAt = "";

    protected Account() {}

    Account(String id, String slug, String name, Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.name = name;
        this.createdAt = DatabaseTime.of(createdAt);
    }

    public String id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    public Instant createdAt() {
        return DatabaseTime.parse(createdAt);
    }
}
