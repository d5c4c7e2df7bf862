package io.chatelaine.request;

/** Rules for the characters of every text that a client sends to be stored and shown. */
public final class ShownText {
    /** Scripts and emoji need the zero-width (non-)joiner. Other format characters can reverse the order of a text. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int BRAILLE_BLANK = 0x2800;

    /** First and last of each range of Unicode 16's Default_Ignorable_Code_Point, which Java's API does not expose. */
    private static final int[][] IGNORABLE = {
        {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
        {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
        {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
    };

    private ShownText() {}

    public static boolean showsNothing(String text) {
        return text.codePoints().allMatch(ShownText::isInvisible);
    }

    private static boolean isInvisible(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BRAILLE_BLANK) {
            return true;
        }
        for (int[] range : IGNORABLE) {
            if (range[0] <= c && c <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a character is valid in a text of one line. */
    public static boolean isText(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && (type != Character.FORMAT || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
