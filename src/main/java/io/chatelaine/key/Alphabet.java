package io.chatelaine.key;

import java.util.Arrays;

/** The digits that the random part of a key is written in; each is ASCII and safe in a header and a shell. */
public enum Alphabet {
    /** {@code 0-9A-Za-z}: 5.95 bits to a character. */
    BASE62("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** {@code 0-9a-f}: 4 bits to a character. */
    HEX("0123456789abcdef");

    private final String digits;
    /** The value of each byte, negative where it is no digit. */
    @SuppressWarnings("ImmutableEnumChecker") // Written in the constructor only.
    private final byte[] values = new byte[256];

    Alphabet(String digits) {
        this.digits = digits;
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            values[digits.charAt(i)] = (byte) i;
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

    /** The value of the digit, negative where the byte is none; any byte may be asked for. */
    int value(byte digit) {
        return values[digit & 0xFF];
    }

    /** Whether all bytes from one place to before another are digits. */
    boolean spells(byte[] text, int from, int to) {
        byte[] known = values;
        int signs = 0;
        for (int i = from; i < to; i++) {
            // One test at the end instead of one for each: nearly every text is all digits.
            signs |= known[text[i] & 0xFF];
        }
        return signs >= 0;
    }
}
