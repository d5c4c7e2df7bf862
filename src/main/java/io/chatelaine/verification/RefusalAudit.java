package io.chatelaine.verification;

import io.chatelaine.audit.RefusalBuffer;
import io.chatelaine.audit.RefusalReason;
import io.chatelaine.audit.RefusedRequest;
import io.chatelaine.key.KeyDetector;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Audit of refused requests of known keys. It leaves out texts that may contain a key. */
@Singleton
public class RefusalAudit {
    private static final String LEFT_OUT = "(left out: it may hold a key)";

    private final RefusalBuffer buffer;

    @Inject
    public RefusalAudit(RefusalBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Records a refused request.
     *
     * @param value the detail of the reason, unchecked text; null if absent
     */
    public void record(VerifiedKey key, RefusalReason reason, @Nullable String value, VerificationRequest request) {
        String prefix = request.settings().credentials().keyPrefix();
        buffer.record(new RefusedRequest(
                key.keyId(),
                key.accountId(),
                reason.word(),
                value == null ? null : clean(value, prefix),
                clean(request.method() + ' ' + request.path(), prefix),
                request.address(),
                request.requestId()));
    }

    /** Writes all buffered refusals to the audit. */
    public void flushRest() {
        buffer.flush(true);
    }

    private static String clean(String text, String prefix) {
        if (KeyDetector.mightContainKey(text, prefix)) {
            return LEFT_OUT;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isShown(c) ? c : '?'));
        return clean.toString();
    }

    private static boolean isShown(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
