package tlpsim.completer.trace;

import java.util.Arrays;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Maps lines of a 64-bit address space one to one into those that every level can tell apart, without changing which lines share a set. Lines below {@code identityLimit} stay. Above it, each
 * distinct block of 2^k lines (k = the most index bits of any level) gets a block number of its own above the limit, congruent modulo the odd factors of the
 * levels' set counts.
 */
final class LineInterner {
    private final int blockBits;
    private final long blockMask;
    private final long modulus;
    private final long firstBlock;
    private final long blockLimit;
    private long[] keys = new long[1 << 10];
    private long[] values = new long[1 << 10];
    private int blocks;
    private long lastKey = -1;
    private long lastValue;

    /**
     * @param blockBits k
     * @param modulus   common multiple of the odd factors
     * @param lineLimit the smallest of the levels' limits
     */
    LineInterner(int blockBits, long modulus, long lineLimit) {
        this.blockBits = blockBits;
        this.blockMask = (1L << blockBits) - 1;
        this.modulus = modulus;
        this.blockLimit = lineLimit >>> blockBits;
        this.firstBlock = modulus > blockLimit / 2 ? blockLimit : blockLimit / 2 / modulus * modulus;
        Arrays.fill(keys, -1);
    }

    long identityLimit() {
        return firstBlock << blockBits;
    }

    /** @param line of 58 bits, not below the identity limit */
    long intern(long line) {
        long block = line >>> blockBits;
        if (block != lastKey) {
            lastValue = lookUp(block);
            lastKey = block;
        }
        return lastValue << blockBits | line & blockMask;
    }

    private long lookUp(long block) {
        int slot = slot(block);
        if (keys[slot] == -1) {
            long number = firstBlock + blocks * modulus + Long.remainderUnsigned(block, modulus);
            if (number >= blockLimit) {
                throw new InvalidInputException(
                        new Problem("trace", 0, 0, message(), "caches with more sets tell more lines apart"));
            }
            keys[slot] = block;
            values[slot] = number;
            if (++blocks > keys.length / 2) {
                grow();
                return number;
            }
        }
        return values[slot];
    }

    private String message() {
        return "more than " + blocks + " blocks of " + (blockMask + 1) + " lines lie above line " + identityLimit()
                + ": too many for the tags of these caches";
    }

    private int slot(long block) {
        int mask = keys.length - 1;
        int slot = (int) (block * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (keys[slot] != -1 && keys[slot] != block) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldKeys.length];
        Arrays.fill(keys, -1);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != -1) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
