package io.chatelaine.architecture.wrong.cellar;

/** In a room that nobody named. */
public final class Forgotten {
    private Forgotten() {}
}
