package io.chatelaine.audit;

/** The names of changes in the audit. */
public enum AuditAction {
    KEY_ISSUED("key.issued"),
    KEY_CHANGED("key.changed"),
    KEY_DISABLED("key.disabled"),
    KEY_ENABLED("key.enabled"),
    /** The key was replaced by a new one. */
    KEY_ROTATED("key.rotated"),
    KEY_REVOKED("key.revoked"),
    /** The unused key was revoked, because the request that made it was repeated and made another key. */
    KEY_VOIDED("key.voided"),
    ADMIN_KEY_ISSUED("admin-key.issued"),
    ACCOUNT_CREATED("account.created"),
    ACCOUNT_CHANGED("account.changed"),
    ACCOUNT_SUSPENDED("account.suspended"),
    ACCOUNT_RESUMED("account.resumed"),
    PARTNER_APPLIED("partner.applied"),
    PARTNER_APPROVED("partner.approved"),
    PARTNER_REFUSED("partner.refused");

    private final String word;

    AuditAction(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
