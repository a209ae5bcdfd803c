package tlpsim.core.link;

/** The wording of a broken rule: rule, value, hint. */
final class LinkRule {
    private LinkRule() {}

    static String broken(String rule, Object given, String hint) {
        return rule + ", but is '" + given + "'" + (hint.isEmpty() ? "" : "; " + hint);
    }

    static void requirePowerOfTwo(String name, int given, int lowest, int highest) {
        if (given < lowest || given > highest || Integer.bitCount(given) != 1) {
            int floor = Math.min(highest, Math.max(lowest, Integer.highestOneBit(Math.max(1, given))));
            int above = Math.min(highest, floor * 2);
            int nearest = given - (long) floor > above - (long) given ? above : floor;
            String rule = name + " must be a power of two from " + lowest + " to " + highest;
            throw new IllegalArgumentException(broken(rule, given, "the nearest is " + nearest));
        }
    }
}
