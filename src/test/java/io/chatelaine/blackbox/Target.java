package io.chatelaine.blackbox;

import java.util.ArrayList;
import java.util.List;

/**
 * The target of a call.
 *
 * @param account the tenant whose account the call names
 * @param owner the tenant whose key the call names
 */
record Target(Whose account, Whose owner, Victim victim) {
    enum Whose {
        OWN,
        OTHER,
        NOBODY
    }

    /** An id that never existed, in the caller's account. */
    static final Target UNKNOWN = new Target(Whose.OWN, Whose.NOBODY, Victim.LIVE);

    private static final List<Victim> FEW = List.of(Victim.LIVE, Victim.TEST, Victim.SCOPED, Victim.CALLER);

    /** Returns all targets of the call. The unknown id is first: other responses are compared with its response. */
    static List<Target> of(Call call) {
        if (call.namesAccount()) {
            return call.namesKey() ? pairs() : accounts();
        }
        return call.namesKey() ? keys(call.isOneOfMany() ? FEW : List.of(Victim.values())) : List.of(own(Victim.LIVE));
    }

    static Target own(Victim victim) {
        return new Target(Whose.OWN, Whose.OWN, victim);
    }

    private static List<Target> keys(List<Victim> victims) {
        List<Target> targets = new ArrayList<>(List.of(UNKNOWN));
        victims.forEach(victim -> targets.add(new Target(Whose.OWN, Whose.OTHER, victim)));
        victims.forEach(victim -> targets.add(own(victim)));
        return targets;
    }

    private static List<Target> accounts() {
        List<Target> targets = new ArrayList<>();
        for (Whose account : List.of(Whose.NOBODY, Whose.OTHER, Whose.OWN)) {
            targets.add(new Target(account, account, Victim.LIVE));
        }
        return targets;
    }

    private static List<Target> pairs() {
        List<Target> targets = new ArrayList<>(List.of(UNKNOWN, new Target(Whose.NOBODY, Whose.OWN, Victim.LIVE)));
        for (Whose account : List.of(Whose.OTHER, Whose.OWN)) {
            targets.add(new Target(account, account == Whose.OWN ? Whose.OTHER : Whose.OWN, Victim.LIVE));
            targets.add(new Target(account, account, Victim.LIVE));
            targets.add(new Target(account, account, Victim.TEST));
        }
        return targets;
    }
}
