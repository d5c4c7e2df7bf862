package io.chatelaine.verification;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestKeys;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyHash;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.restriction.Restrictions;
import io.chatelaine.verification.Verdict.Admitted;
import io.chatelaine.verification.Verdict.Refused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Is this credential good, now? The one place that says so, for every caller. It fails closed: whatever cannot be found
 * out is a refusal.
 */
@Singleton
public class Gate {
    private static final ThrottledLog LOG = new ThrottledLog(Gate.class);

    private final SettingsSnapshot settings;
    private final KnownFormats formats;
    private final KeyLookup lookup;
    private final LimitCheck limits;
    private final Bookkeeping books;

    /** What a key may be good for or not. */
    private record Asked(RequestFacts request, Client client) {}

    @Inject
    public Gate(
            SettingsSnapshot settings, KnownFormats formats, KeyLookup lookup, LimitCheck limits, Bookkeeping books) {
        this.settings = settings;
        this.formats = formats;
        this.lookup = lookup;
        this.limits = limits;
        this.books = books;
    }

    /**
     * Judges a credential; to be called once for a request.
     *
     * @param credential what the client sent, any text at all
     * @param request that it came with, or that a gateway asks about
     * @param client that sent that request
     */
    public Verdict admit(String credential, RequestFacts request, Client client) {
        Verdict verdict = judge(credential, new Asked(request, client));
        books.note(verdict, request, client);
        return verdict;
    }

    private Verdict judge(String credential, Asked asked) {
        try {
            PlaintextKey key = PlaintextKey.parse(credential, formats.all());
            if (key == null) {
                return new Refused(Reason.MALFORMED);
            }
            books.lookedUp();
            Verdict verdict = judge(key.hash(), asked);
            return verdict instanceof Admitted admitted ? limits.check(admitted, asked.request()) : verdict;
        } catch (SQLException e) {
            LOG.log(
                    Level.ERROR,
                    e.getClass().getName(),
                    "No key can be verified, the database does not answer: " + e.getMessage());
            return new Refused(Reason.UNAVAILABLE);
        }
    }

    private Verdict judge(KeyHash hash, Asked asked) throws SQLException {
        KeyLookup.Row row = find(hash);
        Verdict verdict = judge(row, asked);
        if (row != null && row.firstUseAwaited() && verdict instanceof Admitted) {
            // Where somebody was quicker, the key is used or void by now, and its row says which.
            return lookup.firstUse(row.key().keyId()) ? verdict : judge(find(hash), asked);
        }
        return verdict;
    }

    /** A key whose tier was renamed has the tier of today. */
    private KeyLookup.@Nullable Row find(KeyHash hash) throws SQLException {
        KeyLookup.Row row = lookup.find(hash);
        return row == null
                ? null
                : row.ofTier(settings.current().tierSettings().current(row.key().tier()));
    }

    private Verdict judge(KeyLookup.@Nullable Row row, Asked asked) {
        if (row == null) {
            return new Refused(Reason.UNKNOWN);
        }
        if (row.refusal() != null) {
            return new Refused(row.refusal(), row.key(), row.value());
        }
        return isOfRightEnvironment(row.key())
                ? restricted(row.key(), asked)
                : new Refused(
                        Reason.WRONG_ENVIRONMENT,
                        row.key(),
                        row.key().environment().text());
    }

    private static Verdict restricted(VerifiedKey key, Asked asked) {
        Restrictions restrictions = key.restrictions();
        RequestFacts request = asked.request();
        if (!restrictions.allowAddress(asked.client().address())) {
            return new Refused(Reason.RESTRICTED_ADDRESS, key, asked.client().address());
        }
        if (!restrictions.allowReferrer(asked.client().referrer())) {
            return new Refused(Reason.RESTRICTED_REFERRER, key, asked.client().referrer());
        }
        if (!restrictions.allowEndpoint(request.method(), request.path(), request.raw())) {
            return new Refused(Reason.RESTRICTED_ENDPOINT, key, request.method() + ' ' + request.raw());
        }
        return new Admitted(key);
    }

    private boolean isOfRightEnvironment(VerifiedKey key) {
        return key.environment() == Environment.LIVE || settings.current().testKeys() != TestKeys.REJECT;
    }
}
