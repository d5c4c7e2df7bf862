package io.chatelaine.request;

import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.util.List;

/** The call needs scopes that the caller does not have. */
public final class MissingScopeException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final Scopes needed;

    public MissingScopeException(Scopes needed) {
        this(needed, "A key can make or change no key that has a scope which it lacks itself.");
    }

    public MissingScopeException(Scopes needed, String message) {
        super(message);
        this.needed = needed;
    }

    public static MissingScopeException admin() {
        return call(Scope.ADMIN);
    }

    /** The call as such needs a scope, whatever it is about. */
    public static MissingScopeException call(Scope scope) {
        return new MissingScopeException(new Scopes(List.of(scope)), "This call needs the scope " + scope + '.');
    }

    /** The scopes that the caller would have to have. */
    public Scopes needed() {
        return needed;
    }
}
