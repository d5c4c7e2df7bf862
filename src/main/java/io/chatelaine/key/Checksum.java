package io.chatelaine.key;

import java.util.zip.CRC32;

/**
 * The last six characters of a key with a checksum: the CRC-32 (IEEE 802.3, as in zlib) of all bytes before them, in
 * base62, most significant digit first, padded with {@code 0}. It detects mistyped keys without a look-up, for example
 * in a secret scanner. It does not authenticate a key.
 */
final class Checksum {
    static final int LENGTH = 6;

    private Checksum() {}

    /** Writes the six digits for {@code bytes[0, end)} at {@code bytes[end, end + 6)}. */
    static void write(byte[] bytes, int end) {
        long rest = of(bytes, end);
        for (int i = end + LENGTH - 1; i >= end; i--) {
            bytes[i] = (byte) Alphabet.BASE62.digit((int) (rest % 62));
            rest /= 62;
        }
    }

    /** Returns whether the six bytes from {@code end} on are the checksum of the bytes before them. */
    static boolean matches(byte[] bytes, int end) {
        // Parses the digits instead of formatting the sum: the multiplications are independent, divisions are
        // sequential.
        return read(bytes, end) == of(bytes, end);
    }

    /** Returns the number of six base62 digits; negative, which no checksum is, if a byte is not a digit. */
    private static long read(byte[] digits, int from) {
        long sum = 0;
        int signs = 0;
        for (int i = from; i < from + LENGTH; i++) {
            int value = Alphabet.BASE62.value(digits[i]);
            sum = sum * 62 + value;
            signs |= value;
        }
        return signs < 0 ? -1 : sum;
    }

    private static long of(byte[] bytes, int end) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, end);
        return crc.getValue();
    }
}
