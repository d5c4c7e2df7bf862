package io.chatelaine.key;

import java.security.SecureRandom;

/** Generator of uniform random digits: bytes that would favour some digits are discarded. */
final class RandomText {
    private RandomText() {}

    static void fill(byte[] text, int from, int to, Alphabet alphabet, SecureRandom random) {
        int mask = Integer.highestOneBit(alphabet.size() - 1) * 2 - 1;
        byte[] pool = new byte[to - from];
        int at = from;
        while (at < to) {
            random.nextBytes(pool);
            for (int i = 0; i < pool.length && at < to; i++) {
                int value = pool[i] & mask;
                if (value < alphabet.size()) {
                    text[at++] = (byte) alphabet.digit(value);
                }
            }
        }
    }
}
