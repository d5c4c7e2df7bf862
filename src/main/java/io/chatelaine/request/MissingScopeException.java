package io.chatelaine.request;

import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.util.List;

/** The caller lacks scopes that the call needs (403). */
public final class MissingScopeException extends RequestException {
    private static final long serialVersionUID = 1L;

    private final Scopes needed;

    public MissingScopeException(Scopes needed) {
        this(needed, "Your key lacks a scope of the key to make or change. Use a key with all of its scopes.");
    }

    public MissingScopeException(Scopes needed, String message) {
        super(message);
        this.needed = needed;
    }

    public static MissingScopeException admin() {
        return call(Scope.ADMIN);
    }

    /** Returns the refusal of a call that needs a scope, whatever its object is. */
    public static MissingScopeException call(Scope scope) {
        return new MissingScopeException(new Scopes(List.of(scope)), "This call needs the scope " + scope + '.');
    }

    /** Returns the scopes that the call needs. */
    public Scopes needed() {
        return needed;
    }
}
