package tlpsim.completer.memory;

import java.util.Arrays;

/**
 * What simulated operations did: each different pair of outcome and change of counters once, by a small number. What an operation that is only drawn does is
 * one of these, and is added to the counters when somebody asks for them: so traffic follows from outcomes as it does where it is simulated.
 */
final class EffectTable {
    /** Counters from here on stand for effects; those before count outcomes. */
    private static final int FIRST = HostCounterLayout.DRAM_READ_DEVICE;

    private static final int COUNT = HostCounterLayout.COUNT - FIRST;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int MOST = OutcomeRing.MOST_EFFECTS;

    private final long[] counters;
    private final long[] before = new long[COUNT];
    private final long[] change = new long[COUNT];
    private long[][] changes = new long[64][];
    private int[] outcomes = new int[64];
    private long[] drawn = new long[64];
    private int[] writeBacks = new int[64];
    /** Open addressing; a number plus 1, 0 = free. */
    private int[] slots = new int[256];

    private int known;

    EffectTable(long[] counters) {
        this.counters = counters;
    }

    /** An operation that will be simulated begins. */
    void begin() {
        System.arraycopy(counters, FIRST, before, 0, COUNT);
    }

    /** It has ended. @return the number of its effect */
    int end(int outcome) {
        long hash = outcome;
        for (int counter = 0; counter < COUNT; counter++) {
            change[counter] = counters[FIRST + counter] - before[counter];
            hash = (hash + change[counter]) * GOLDEN;
        }
        int slot = (int) (hash >>> 32) & slots.length - 1;
        while (slots[slot] != 0) {
            int effect = slots[slot] - 1;
            if (outcomes[effect] == outcome && Arrays.equals(changes[effect], change)) {
                return effect;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return add(outcome, slot);
    }

    private int add(int outcome, int slot) {
        if (known == MOST) {
            throw new IllegalStateException("operations on host memory have more than " + MOST + " different effects");
        }
        if (known == outcomes.length) {
            changes = Arrays.copyOf(changes, 2 * known);
            outcomes = Arrays.copyOf(outcomes, 2 * known);
            drawn = Arrays.copyOf(drawn, 2 * known);
            writeBacks = Arrays.copyOf(writeBacks, 2 * known);
        }
        changes[known] = change.clone();
        outcomes[known] = outcome;
        writeBacks[known] = (int) (change[HostCounterLayout.DRAM_WRITE_BACK_OTHER - FIRST]
                + change[HostCounterLayout.DRAM_WRITE_BACK_IO - FIRST]);
        slots[slot] = ++known;
        if (2 * known == slots.length) {
            rehash();
        }
        return known - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int effect = 0; effect < known; effect++) {
            long hash = outcomes[effect];
            for (long value : changes[effect]) {
                hash = (hash + value) * GOLDEN;
            }
            int slot = (int) (hash >>> 32) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = effect + 1;
        }
    }

    /** An operation has this effect without being simulated. @return its outcome */
    int draw(int effect) {
        drawn[effect]++;
        return outcomes[effect];
    }

    /** Lines that operations with this effect write back. */
    int writeBacks(int effect) {
        return writeBacks[effect];
    }

    /** Adds what was drawn to the counters. */
    void settle() {
        for (int effect = 0; effect < known; effect++) {
            long times = drawn[effect];
            if (times != 0) {
                drawn[effect] = 0;
                for (int counter = 0; counter < COUNT; counter++) {
                    counters[FIRST + counter] += times * changes[effect][counter];
                }
            }
        }
    }
}
