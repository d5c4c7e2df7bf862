package io.chatelaine.audit;

/** What was done, as the audit names it. */
public enum AuditAction {
    KEY_ISSUED("key.issued"),
    KEY_CHANGED("key.changed"),
    KEY_DISABLED("key.disabled"),
    KEY_ENABLED("key.enabled"),
    /** Another key took its place. */
    KEY_ROTATED("key.rotated"),
    KEY_REVOKED("key.revoked"),
    /** Revoked unused, since the request that made it was sent again and made another. */
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
