package io.chatelaine.key;

/** The digits that the random part of a key is written in; each is ASCII and safe in a header and a shell. */
public enum Alphabet {
    /** {@code 0-9A-Za-z}: 5.95 bits to a character. */
    BASE62("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** {@code 0-9a-f}: 4 bits to a character. */
    HEX("0123456789abcdef");

    private final String digits;
    private final boolean[] member = new boolean[128];

    Alphabet(String digits) {
        this.digits = digits;
        for (int i = 0; i < digits.length(); i++) {
            member[digits.charAt(i)] = true;
        }
    }

    /** How many different digits there are. */
    public int size() {
        return digits.length();
    }

    /** The digit of that value, from 0 to {@link #size()} - 1. */
    public char digit(int value) {
        return digits.charAt(value);
    }

    /** Whether the byte is one of the digits; any byte may be asked for. */
    boolean has(byte ascii) {
        return ascii >= 0 && member[ascii];
    }
}
