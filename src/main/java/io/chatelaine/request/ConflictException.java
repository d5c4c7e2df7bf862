package io.chatelaine.request;

import io.chatelaine.key.KeyStatus;

/** The current state of the key, account or application does not allow the change (409). */
public class ConflictException extends RequestException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }

    public static ConflictException revoked() {
        return new ConflictException("This key is revoked and can no longer change. Issue another key.");
    }

    public static ConflictException rotated() {
        return new ConflictException("This key has been rotated. Use its replacement.");
    }

    public static ConflictException notActive(KeyStatus status) {
        return new ConflictException("Only an active key can be rotated. This key is " + status.word() + '.');
    }

    public static ConflictException testKeysAreOff() {
        return new ConflictException("This server does not accept test keys. This test key was not rotated.");
    }

    /** @param expected whether the request has the member {@code expect} */
    public static ConflictException notAsExpected(int matched, boolean expected) {
        return new ConflictException("The selection matches " + matched + (matched == 1 ? " key" : " keys")
                + (expected ? ", which is not the number in expect" : "")
                + ". Nothing was revoked. To revoke them, send expect: " + matched + '.');
    }

    public static ConflictException tooManyDescendants(int most) {
        return new ConflictException("This key has more than " + most + " descendants, the most that one call revokes."
                + " Nothing was revoked. Revoke this key without descendants first, so that it makes no more keys; then"
                + " revoke the keys that it made, each with its descendants, or use POST /v1/api-keys/revoke.");
    }

    public static ConflictException tooManyKeys(int most) {
        return new ConflictException("This account has " + most + (most == 1 ? " key" : " keys")
                + " that are neither revoked nor expired, which is the maximum. Revoke one first.");
    }

    public static ConflictException slugTaken() {
        return new ConflictException("Another account has this slug. Choose another slug.");
    }

    public static ConflictException nothingIsReviewed() {
        return new ConflictException("No tier of this server is reviewed. No application is needed.");
    }

    public static ConflictException applicationPending() {
        return new ConflictException("This account already has a pending application. Wait for its decision.");
    }

    public static ConflictException approvedAlready() {
        return new ConflictException("This account is already approved. No application is needed.");
    }

    public static ConflictException decided(String status) {
        return new ConflictException("This application is already " + status + ". That decision is final.");
    }

    public static ConflictException callerChanged() {
        return new ConflictException("Your key changed while this request was running. Nothing was done. Try again.");
    }

    public static ConflictException stillRunning() {
        return new ConflictException("The first request with this Idempotency-Key is still running. Try again later.");
    }

    public static ConflictException alreadyUsed() {
        return new ConflictException("The key that the first request with this Idempotency-Key made has been used or"
                + " revoked. To make another key, send another Idempotency-Key.");
    }
}
