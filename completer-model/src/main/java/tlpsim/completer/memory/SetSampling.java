package tlpsim.completer.memory;

import java.util.Arrays;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.core.random.RandomStream;

/**
 * Simulates the lines of some sets only; for the others the outcome is drawn from what happened lately to simulated lines of the same group, core and
 * operation.
 *
 * <p>Which lines are simulated hangs on address bits that are part of the set's number in every cache of the host. So a set of any cache is simulated for all
 * its lines or for none, no victim crosses from one part to the other, and each simulated set sees exactly what it sees where all are simulated. The bits are
 * folded: of any aligned run of lines, and of the lines at any stride of a power of two, the same share is chosen.
 *
 * <p>Simulated lines are numbered without gaps, by leaving out those of the bits that the others determine; caches, directory and home domains know these
 * numbers only, and are smaller by that factor. Where sets are numbered by address bits this is the same as to leave the other sets empty. A hash of all bits
 * spreads the lines that are left over the sets that are left.
 *
 * <p>A ring of few descriptors or entries may have no line in the chosen sets, or too few to tell: when its lines come again, the next few are simulated
 * too, as further lines of the sets that there are ({@link AdoptedLineTable}).
 *
 * <p>Any other group about which too little is known draws from groups of the same purpose, else from all; before anything is known, lines are in no cache.
 */
final class SetSampling {
    /** No outcome: the line is to be simulated. */
    static final int SIMULATE = -1;

    static final int WRITE_FULL = 0;
    static final int WRITE_PARTIAL = 1;
    static final int DEVICE_READ = 2;
    static final int CORE_READ = 3;
    static final int CORE_WRITE = 4;
    static final int DROP = 5;

    private static final int OPERATIONS = 6;
    private static final int MOST_BITS = 16;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NO_KEY = -1;

    private final boolean[] selected;
    private final int mask;
    private final int granuleBits;
    private final int leftOutEnd;
    private final int lines;
    private final EffectTable effects;
    private final long[] counters;
    /** Whether the rest of a partly written line that is in no cache is read. */
    private final boolean fetches;

    private final WriteBackLog writeBacks;
    private final RandomStream stream;
    private long draws;

    /** Open addressing by group and core; each has a block of rings, one per operation. */
    private long[] keys = new long[64];

    private OutcomeRing[][] rings = new OutcomeRing[64][];
    private int groups;
    private long key = NO_KEY;
    private OutcomeRing[] ofGroup;
    private OutcomeRing[] ofPurpose;
    private boolean adopting;
    private final OutcomeRing[][] byPurpose = new OutcomeRing[AccessGroupLayout.PURPOSES][];
    private final OutcomeRing[] ofAll = block();
    private final AdoptedLineTable adopted;

    /** The simulated line that an operation is about; null where its set is not chosen. */
    private OutcomeRing recording;

    private int operation;

    private SetSampling(SamplingConfig config, int bits, CacheHierarchy hierarchy, boolean fetches, long used) {
        this.fetches = fetches;
        this.mask = (1 << bits) - 1;
        this.granuleBits = config.granuleBits();
        this.leftOutEnd = granuleBits + config.log2();
        this.lines = hierarchy.directory.lines();
        this.selected = select(config, bits);
        this.effects = new EffectTable(hierarchy.counters);
        this.counters = hierarchy.counters;
        this.writeBacks = hierarchy.writeBacks;
        this.stream = RandomStream.of(config.seed(), "host.sampled");
        this.adopted = new AdoptedLineTable(used, lines);
        Arrays.setAll(byPurpose, purpose -> block());
        Arrays.fill(keys, NO_KEY);
        group(0, 0);
    }

    /** @param used numbers of lines that lines of the chosen sets have; the rest are for others @return null where every line is simulated */
    static SetSampling of(
            SamplingConfig config,
            SetAssociativeCache[][] caches,
            CacheHierarchy hierarchy,
            boolean fetches,
            long used) {
        if (config.isExact()) {
            return null;
        }
        int bits = MOST_BITS;
        for (SetAssociativeCache[] level : caches) {
            for (SetAssociativeCache cache : level) {
                if (cache.isSetByAddressBits()) {
                    bits = Math.min(bits, cache.plainSetBits() + config.log2());
                }
            }
        }
        bits = Math.max(bits, config.granuleBits() + config.log2());
        hierarchy.writeBacks.spread(config.log2());
        return new SetSampling(config, bits, hierarchy, fetches, used);
    }

    private static boolean[] select(SamplingConfig config, int bits) {
        int wanted = RandomStream.bounded(
                RandomStream.of(config.seed(), "host.sampled-sets").bitsAt(0), 1 << config.log2());
        boolean[] chosen = new boolean[1 << bits];
        for (int low = 0; low < chosen.length; low++) {
            int fold = 0;
            for (int rest = low >>> config.granuleBits(); rest != 0; rest >>>= config.log2()) {
                fold ^= rest & (1 << config.log2()) - 1;
            }
            chosen[low] = fold == wanted;
        }
        return chosen;
    }

    private static OutcomeRing[] block() {
        OutcomeRing[] block = new OutcomeRing[OPERATIONS];
        Arrays.setAll(block, operation -> new OutcomeRing());
        return block;
    }

    /** The number of a line among those that are simulated. */
    long place(long physicalLine) {
        if (!selected[(int) physicalLine & mask]) {
            return adopted.number(physicalLine);
        }
        return physicalLine >>> leftOutEnd << granuleBits | physicalLine & (1L << granuleBits) - 1;
    }

    boolean selects(long anyLine) {
        return selected[(int) anyLine & mask] || adopted.holds(anyLine);
    }

    /** The operations that follow are of this group and about this core. */
    void group(int group, int core) {
        long wanted = (long) group << 32 | core;
        if (wanted != key) {
            key = wanted;
            ofGroup = ringsOf(wanted);
            ofPurpose = byPurpose[AccessGroupLayout.purpose(group)];
            adopting = AccessGroupLayout.isControl(group);
        }
    }

    private OutcomeRing[] ringsOf(long wanted) {
        int slot = slotOf(wanted);
        while (keys[slot] != wanted) {
            if (keys[slot] == NO_KEY) {
                return add(wanted, slot);
            }
            slot = slot + 1 & keys.length - 1;
        }
        return rings[slot];
    }

    private int slotOf(long wanted) {
        return (int) (wanted * GOLDEN >>> 40) & keys.length - 1;
    }

    private OutcomeRing[] add(long wanted, int slot) {
        OutcomeRing[] added = block();
        keys[slot] = wanted;
        rings[slot] = added;
        if (2 * ++groups == keys.length) {
            rehash();
        }
        return added;
    }

    private void rehash() {
        long[] oldKeys = keys;
        OutcomeRing[][] oldRings = rings;
        keys = new long[2 * oldKeys.length];
        rings = new OutcomeRing[keys.length][];
        Arrays.fill(keys, NO_KEY);
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != NO_KEY) {
                int slot = slotOf(oldKeys[old]);
                while (keys[slot] != NO_KEY) {
                    slot = slot + 1 & keys.length - 1;
                }
                keys[slot] = oldKeys[old];
                rings[slot] = oldRings[old];
            }
        }
    }

    /** An operation begins. @return its outcome where that is drawn; else {@link #SIMULATE}, and {@link #simulated} is to follow */
    int begin(int newOperation, long newLine) {
        OutcomeRing ring = ofGroup[newOperation];
        ring.begin(newLine);
        if (selects(newLine) || adopting && ring.isWanting() && adopted.adopt(newLine)) {
            recording = ring;
            operation = newOperation;
            effects.begin();
            return SIMULATE;
        }
        recording = null;
        if (!ring.isTelling()) {
            ring = ofPurpose[newOperation].isTelling() ? ofPurpose[newOperation] : ofAll[newOperation];
            if (!ring.isTelling()) {
                return uncached(newOperation);
            }
        }
        int effect = ring.only();
        if (effect < 0) {
            effect = ring.following();
        }
        if (effect < 0) {
            effect = ring.draw(stream.bitsAt(draws++));
        }
        for (int left = effects.writeBacks(effect); left > 0; left--) {
            // Nobody knows which line; some line, then.
            writeBacks.add(RandomStream.bounded(stream.bitsAt(draws++), lines));
        }
        return effects.draw(effect);
    }

    /** Nothing is known yet: the line is in no cache and comes into none. */
    private int uncached(int missing) {
        switch (missing) {
            case WRITE_FULL -> counters[HostCounterLayout.DRAM_WRITE_DEVICE]++;
            case WRITE_PARTIAL -> {
                counters[HostCounterLayout.DRAM_WRITE_DEVICE]++;
                counters[HostCounterLayout.DRAM_READ_DEVICE] += fetches ? 1 : 0;
            }
            case DEVICE_READ -> counters[HostCounterLayout.DRAM_READ_DEVICE]++;
            case DROP -> {
                return 0;
            }
            default -> counters[HostCounterLayout.DRAM_READ_CORE]++;
        }
        return missing <= WRITE_PARTIAL ? WriteOutcomeLayout.WRITE_MEMORY : ReadOutcomeLayout.READ_DRAM;
    }

    /** The operation has been simulated. @return its outcome */
    int simulated(int outcome) {
        if (recording != null) {
            int effect = effects.end(outcome);
            recording.add(effect);
            ofPurpose[operation].add(effect);
            ofAll[operation].add(effect);
        }
        return outcome;
    }

    /** Adds what was drawn to the counters. */
    void settle() {
        effects.settle();
    }
}
