package io.chatelaine.change;

/** What was done, as the audit names it. */
public enum Action {
    KEY_ISSUED("key.issued"),
    KEY_REVOKED("key.revoked"),
    ADMIN_KEY_ISSUED("admin-key.issued"),
    ACCOUNT_CREATED("account.created");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
