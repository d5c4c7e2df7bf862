package io.chatelaine.architecture.wrong.cellar;

/** A class in a package that the rules do not name. */
public final class Forgotten {
    private Forgotten() {}
}
