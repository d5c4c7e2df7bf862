package io.chatelaine.request;

import io.chatelaine.key.KeyStatus;

/** The state of things does not allow the change (409). */
public class ConflictException extends RequestException {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }

    public static ConflictException revoked() {
        return new ConflictException("A revoked key stays as it is. Make another one.");
    }

    public static ConflictException rotated() {
        return new ConflictException(
                "This key has been rotated: another one has taken its place, and it only runs out.");
    }

    public static ConflictException notActive(KeyStatus status) {
        return new ConflictException("Only an active key can be rotated, and this one is " + status.word() + '.');
    }

    public static ConflictException testKeysAreOff() {
        return new ConflictException("Test keys are not accepted by this server, so none is made in this one's place.");
    }

    public static ConflictException notAsExpected(int matched, boolean told) {
        return new ConflictException("The selection matches " + matched + (matched == 1 ? " key" : " keys")
                + (told ? ", not as many as expect says" : " now; repeat that number in expect")
                + ". Nothing was revoked.");
    }

    public static ConflictException tooManyDescendants(int most) {
        return new ConflictException("This key and those that it made have made more than " + most
                + " keys, the most at once. Nothing was revoked. Revoke it without descendants first, so that it makes no"
                + " more; then those that it made, each with its own, or by POST /v1/api-keys/revoke.");
    }

    public static ConflictException tooManyKeys(int most) {
        return new ConflictException("This account has " + most + (most == 1 ? " key" : " keys")
                + " that are neither revoked nor expired, the most that it may have. Revoke one first.");
    }

    public static ConflictException slugTaken() {
        return new ConflictException("There is an account of that slug already.");
    }

    public static ConflictException nothingIsReviewed() {
        return new ConflictException("No tier of this server is reviewed: there is nothing to apply for.");
    }

    public static ConflictException applicationPending() {
        return new ConflictException("There is an application of this account already, and it is not decided yet.");
    }

    public static ConflictException approvedAlready() {
        return new ConflictException("This account is approved already.");
    }

    public static ConflictException decided(String status) {
        return new ConflictException("This application is " + status + " already, and stays so.");
    }

    public static ConflictException callerChanged() {
        return new ConflictException(
                "The key that was sent has changed since it was let in. Nothing was done: try again.");
    }

    public static ConflictException stillRunning() {
        return new ConflictException("The first request with this Idempotency-Key is still running. Try again later.");
    }

    public static ConflictException alreadyUsed() {
        return new ConflictException("The key that the first request with this Idempotency-Key made has been used or"
                + " revoked meanwhile. To make another one, send another Idempotency-Key.");
    }
}
