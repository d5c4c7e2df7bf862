package io.chatelaine.key;

/** The digits that the random part of a key is written in; each is ASCII and safe in a header and a shell. */
public enum Alphabet {
    /** {@code 0-9A-Za-z}: 5.95 bits to a character. */
    BASE62("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** {@code 0-9a-f}: 4 bits to a character. */
    HEX("0123456789abcdef");

    private final String digits;
    /** One bit for each digit: of the ASCII codes below 64, and of those from 64 on. */
    private final long low;

    private final long high;

    Alphabet(String digits) {
        this.digits = digits;
        this.low = bits(digits, 0);
        this.high = bits(digits, 64);
    }

    private static long bits(String digits, int from) {
        long bits = 0;
        for (int i = 0; i < digits.length(); i++) {
            int bit = digits.charAt(i) - from;
            bits |= bit >= 0 && bit < 64 ? 1L << bit : 0;
        }
        return bits;
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
        return ascii >= 0 && ((ascii < 64 ? low : high) >>> ascii & 1) != 0;
    }
}
