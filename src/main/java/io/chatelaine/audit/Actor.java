package io.chatelaine.audit;

/**
 * Originator of a change.
 *
 * @param id the id of the key or of the person, or {@code start} for the server; the audit shows it
 */
public record Actor(Kind kind, String id) {
    /** Kind of an actor. */
    public enum Kind {
        KEY,
        PERSON,
        SERVER
    }

    /** The server itself, for example at its start. */
    public static final Actor SERVER = new Actor(Kind.SERVER, "start");

    /** Returns the key with that id. */
    public static Actor key(String id) {
        return new Actor(Kind.KEY, id);
    }

    /** Returns the person with that id. */
    public static Actor person(String id) {
        return new Actor(Kind.PERSON, id);
    }

    public boolean is(Kind other) {
        return kind == other;
    }
}
