package io.chatelaine.key;

import java.security.SecureRandom;
import java.util.Map;

/**
 * Formats of the presets and a fixed key of each. Python's zlib and hashlib computed their checksums and hashes,
 * independently of the code under test. No server ever issued one of these keys.
 */
final class Examples {
    static final KeyFormat NONE = new KeyFormat("ck", Alphabet.BASE62, 36, true);
    static final KeyFormat ELESTRALS = new KeyFormat("elestrals", Alphabet.BASE62, 32, true);
    static final KeyFormat ELACITY = new KeyFormat("elacity", Alphabet.BASE62, 36, true);
    static final KeyFormat EXSTR = new KeyFormat("exstr", Alphabet.HEX, 32, false);
    static final KeyFormat SK = new KeyFormat("sk", Alphabet.BASE62, 32, true);
    static final KeyFormat TWO_WORDS = new KeyFormat("acme_eu", Alphabet.BASE62, 36, true);

    static final String CK_LIVE = "ck_live_0123456789ABCDEFGHIJKLMNOPQRST1dPbGh";
    static final String CK_TEST = "ck_test_0123456789ABCDEFGHIJKLMNOPQRST3E7BW8";
    static final String EXSTR_LIVE = "exstr_live_0123456789abcdef0123456789abcdef";
    static final String TWO_WORDS_LIVE = "acme_eu_live_0123456789ABCDEFGHIJKLMNOPQRST45jNFc";

    /** In two pieces, because secret scanners take the whole for a payment key. */
    static final String SK_LIVE = "sk_" + "live_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr2jbrQv";

    static final String SK_TEST = "sk_" + "test_Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr4JCeUC";

    static final Map<String, KeyFormat> KEYS = Map.of(
            CK_LIVE,
            NONE,
            CK_TEST,
            NONE,
            "elestrals_live_abcdefghijklmnopqrstuvwxyz1zupQP",
            ELESTRALS,
            "elacity_live_zyxwvutsrqponmlkjihgfedcbaZYXW1mtBFI",
            ELACITY,
            EXSTR_LIVE,
            EXSTR,
            SK_LIVE,
            SK,
            SK_TEST,
            SK,
            TWO_WORDS_LIVE,
            TWO_WORDS);

    private Examples() {}

    /** Returns a source of the bytes 0, 1, 2 …, so that a test knows the result. */
    static SecureRandom counting() {
        return new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private byte next = 0;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = next++;
                }
            }
        };
    }
}
