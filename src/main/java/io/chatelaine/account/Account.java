package io.chatelaine.account;

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
    private Instant createdAt = Instant.EPOCH;

    protected Account() {}

    Account(String id, String slug, String name, Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.name = name;
        this.createdAt = createdAt;
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
        return createdAt;
    }
}
