package io.chatelaine.key;

import java.util.Arrays;

/** The digits of the random part of a key; each is ASCII and safe in a header and a shell. */
public enum Alphabet {
    /** {@code 0-9A-Za-z}: 5.95 bits per character. */
    BASE62("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** {@code 0-9a-f}: 4 bits per character. */
    HEX("0123456789abcdef");

    private final String digits;
    /** The value of each byte; negative if the byte is not a digit. */
    @SuppressWarnings("ImmutableEnumChecker") // Written in the constructor only.
    private final byte[] values = new byte[256];

    Alphabet(String digits) {
        this.digits = digits;
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
        }
    }

    /** Returns the number of digits. */
    public int size() {
        return digits.length();
    }

    /** Returns the digit of a value from 0 to {@link #size()} - 1. */
    public char digit(int value) {
        return digits.charAt(value);
    }

    /** Returns the value of any byte; negative if it is not a digit. */
    int value(byte digit) {
        return values[digit & 0xFF];
    }

    /** Returns whether all bytes of {@code text[from, to)} are digits. */
    boolean spells(byte[] text, int from, int to) {
        byte[] known = values;
        int signs = 0;
        for (int i = from; i < to; i++) {
            // One test at the end instead of one for each byte: nearly every text has only digits.
            signs |= known[text[i] & 0xFF];
        }
        return signs >= 0;
    }
}
