package tlpsim.completer.memory;

import tlpsim.core.random.RandomStream;

/**
 * The running distribution of one operation of one group: what it did to lines that were simulated lately, in order.
 *
 * <p>Neighbouring lines are written and read together, by place: the first of a packet's lines may fare unlike the third. So each line has a position, which
 * counts lines without a gap before it; a draw chooses among simulated lines of the same position, and the lines that follow take what followed there, as long
 * as positions agree.
 *
 * <p>Of what is known the older half does not count, nor do more than {@value #SIZE} lines: caches that were cold are forgotten as fast as they warm up.
 */
final class OutcomeRing {
    static final int SIZE = 64;
    /** Effects have numbers below. */
    static final int MOST_EFFECTS = 1 << 12;

    private static final int ENOUGH = 8;
    private static final int EFFECT_BITS = 12;
    private static final int LAST_POSITION = 15;
    private static final long NO_LINE = Long.MIN_VALUE;

    /** {@code position << 12 | effect}. */
    private final char[] entries = new char[SIZE];

    private long added;
    /** The effect added last, and how many in a row it was. */
    private int last = -1;

    private long alike;
    private long lastLine = NO_LINE;
    private long firstLine = NO_LINE;
    private long begun;
    private boolean around;
    private int position;
    /** Where the last draw was, counted as {@link #added}; -1 = the last line was not drawn. */
    private long drawnAt = -1;

    /** An operation on a line begins. Of every line, simulated or not, and in order. */
    void begin(long line) {
        if (begun++ == 0) {
            firstLine = line;
        } else if (line == firstLine && (line != lastLine || begun > SIZE)) {
            around = true;
        }
        long step = line - lastLine;
        lastLine = line;
        if (step >>> 1 != 0) {
            position = 0;
            drawnAt = -1;
        } else if (position < LAST_POSITION) {
            position++;
        }
    }

    /** Whether it holds enough to draw from. */
    boolean isTelling() {
        return added >= ENOUGH;
    }

    /** Whether lines begin to come again, and still it holds too little: there are few, or none that is simulated. */
    boolean isWanting() {
        return around && added < ENOUGH;
    }

    /** The line was simulated. */
    void add(int effect) {
        entries[(int) added & SIZE - 1] = (char) (position << EFFECT_BITS | effect);
        added++;
        drawnAt = -1;
        alike = effect == last ? alike + 1 : 1;
        last = effect;
    }

    /** The effect of all lines that count, where there is only one; else -1. */
    int only() {
        return alike >= SIZE || alike >= known() ? last : -1;
    }

    private int known() {
        return (int) Math.min(SIZE, Math.max(ENOUGH, added >> 1));
    }

    /** The effect of what follows what the last line took; -1 where a draw is needed. */
    int following() {
        if (drawnAt < 0 || ++drawnAt == added || added - drawnAt > SIZE) {
            return -1;
        }
        int entry = entries[(int) drawnAt & SIZE - 1];
        return entry >> EFFECT_BITS == position ? entry & MOST_EFFECTS - 1 : -1;
    }

    /** An effect for the line. @param bits uniform */
    int draw(long bits) {
        int known = known();
        int chosen = RandomStream.bounded(bits, known);
        for (int tried = 0; tried < known; tried++) {
            long at = added - 1 - (chosen + tried < known ? chosen + tried : chosen + tried - known);
            int entry = entries[(int) at & SIZE - 1];
            if (entry >> EFFECT_BITS == position) {
                drawnAt = at;
                return entry & MOST_EFFECTS - 1;
            }
        }
        drawnAt = added - 1 - chosen;
        return entries[(int) drawnAt & SIZE - 1] & MOST_EFFECTS - 1;
    }
}
