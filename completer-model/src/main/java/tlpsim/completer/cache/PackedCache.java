package tlpsim.completer.cache;

import static tlpsim.completer.cache.PackedSetLayout.EVEN_SIGNATURES_OFFSET;
import static tlpsim.completer.cache.PackedSetLayout.INVALID_TAG;
import static tlpsim.completer.cache.PackedSetLayout.MAX_WAYS;
import static tlpsim.completer.cache.PackedSetLayout.ODD_SIGNATURES_OFFSET;
import static tlpsim.completer.cache.PackedSetLayout.POLICY_OFFSET;
import static tlpsim.completer.cache.PackedSetLayout.SET_BYTES;
import static tlpsim.completer.cache.PackedSetLayout.SET_SHIFT;
import static tlpsim.completer.cache.PackedSetLayout.SIGNATURE_BITS;
import static tlpsim.completer.cache.PackedSetLayout.STATE_OFFSET;
import static tlpsim.completer.cache.PackedSetLayout.VALID;
import static tlpsim.completer.cache.PackedSetLayout.VALID_SHIFT;
import static tlpsim.completer.cache.PackedSetLayout.signature;
import static tlpsim.completer.cache.PackedSetLayout.signatureOffset;
import static tlpsim.completer.cache.PackedSetLayout.upperTagOffset;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * The tag store of caches of up to 16 ways: see {@link PackedSetLayout}.
 *
 * <p>A line never moves between ways, so a hit writes two words and a search is a comparison of sixteen bytes at once in two
 * general registers, without a branch whose outcome depends on the way. Measured against a row of integers kept most recent first and against the
 * same layout in an {@code UnsafeBuffer} or a {@code long[]}: docs/cache-engine.md.
 *
 * <p>The memory is addressed directly, because C2 puts a memory barrier around accesses whose base may be an array or not. A row
 * address is computed in one place, from a set number that the index has reduced; assertions check the line.
 *
 * <p>Final subclasses repeat the few lines of {@code access} and {@code place} so that each has its own type profile. {@code place} holds hit and miss in one
 * method, and what it calls on a miss is short: C2 compiles a longer method into its caller only where the call is frequent, and a miss is not always.
 */
abstract class PackedCache extends SetAssociativeCache {
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** The way of an absent line. */
    static final int NONE = MAX_WAYS;

    private final ByteBuffer memory;
    private final long base;

    PackedCache(CacheGeometry geometry, long emptyPolicyWord) {
        super(geometry);
        if (geometry.ways() > MAX_WAYS) {
            throw new IllegalArgumentException("ways=" + geometry.ways() + ", allowed 1 to " + MAX_WAYS);
        }
        memory = BufferUtil.allocateDirectAligned(Math.multiplyExact(geometry.sets(), SET_BYTES), SET_BYTES);
        base = BufferUtil.address(memory);
        for (int set = 0; set < geometry.sets(); set++) {
            long row = base + ((long) set << SET_SHIFT);
            for (int offset = EVEN_SIGNATURES_OFFSET; offset < SET_BYTES; offset += Long.BYTES) {
                UnsafeApi.putLong(row + offset, -1L);
            }
            UnsafeApi.putLong(row + STATE_OFFSET, 0L);
            UnsafeApi.putLong(row + POLICY_OFFSET, emptyPolicyWord);
        }
    }

    final long row(long line) {
        assert line >= 0 && line < lineLimit() : "line=" + line + ", limit " + lineLimit();
        return base + (index.set(line) << SET_SHIFT);
    }

    final int tag(long line) {
        return (int) index.tag(line);
    }

    /** The way that holds the tag, or a number from 16 on. */
    static int find(long row, int tag) {
        long pattern = signature(tag) * LOW_BITS;
        long even = UnsafeApi.getLong(row + EVEN_SIGNATURES_OFFSET) ^ pattern;
        long odd = UnsafeApi.getLong(row + ODD_SIGNATURES_OFFSET) ^ pattern;
        // A borrow may mark bytes above a true match: the lowest mark of each long is exact, and the rest are rechecked
        // below.
        long marks = (even - LOW_BITS & ~even & HIGH_BITS) >>> 4 | odd - LOW_BITS & ~odd & HIGH_BITS;
        int way = Long.numberOfTrailingZeros(marks) >>> 2;
        if (marks != 0 && upperTag(row, way) != tag >>> SIGNATURE_BITS) {
            return findAmong(marks & marks - 1, row, tag);
        }
        return way;
    }

    static boolean found(int way) {
        return way < NONE;
    }

    private static int findAmong(long marks, long row, int tag) {
        for (long rest = marks; rest != 0; rest &= rest - 1) {
            int way = Long.numberOfTrailingZeros(rest) >>> 2;
            if (tagAt(row, way) == tag) {
                return way;
            }
        }
        return NONE;
    }

    private static int upperTag(long row, int way) {
        return UnsafeApi.getShort(row + upperTagOffset(way)) & 0xFFFF;
    }

    private static int tagAt(long row, int way) {
        return PackedSetLayout.tag(UnsafeApi.getByte(row + signatureOffset(way)) & 0xFF, upperTag(row, way));
    }

    private static void putTag(long row, int way, int tag) {
        UnsafeApi.putByte(row + signatureOffset(way), (byte) signature(tag));
        UnsafeApi.putShort(row + upperTagOffset(way), (short) (tag >>> SIGNATURE_BITS));
    }

    static long policyWord(long row) {
        return UnsafeApi.getLong(row + POLICY_OFFSET);
    }

    static void policyWord(long row, long word) {
        UnsafeApi.putLong(row + POLICY_OFFSET, word);
    }

    /** Ways of the mask that hold no line. */
    static int freeWays(long state, int wayMask) {
        return ~(int) (state >>> VALID_SHIFT) & wayMask;
    }

    static long state(long row) {
        return UnsafeApi.getLong(row + STATE_OFFSET);
    }

    static int flags(long state, int way) {
        return (int) (state >>> FLAG_BITS * way) & FLAGS;
    }

    private static long withFlags(long state, int way, int clearFlags, int setFlags) {
        int shift = FLAG_BITS * way;
        return state & ~((long) clearFlags << shift) | (long) setFlags << shift;
    }

    /** Changes the flags of a way. @return the flags before */
    static int changeFlags(long row, int way, int clearFlags, int setFlags) {
        long state = state(row);
        UnsafeApi.putLong(row + STATE_OFFSET, withFlags(state, way, clearFlags, setFlags));
        return flags(state, way);
    }

    /** Puts the line into a free way. @return {@link #ABSENT} */
    static long fill(long row, int way, int tag, int flags) {
        UnsafeApi.putLong(row + STATE_OFFSET, withFlags(state(row) | VALID << way, way, FLAGS, flags));
        putTag(row, way, tag);
        return ABSENT;
    }

    /** Puts the line in place of a valid one, whose number is asked for before by {@link #victim}. */
    static void replace(long row, long state, int way, int tag, int flags) {
        UnsafeApi.putLong(row + STATE_OFFSET, withFlags(state, way, FLAGS, flags));
        putTag(row, way, tag);
    }

    /** What {@link #insert} returns of the line in a way, but for its flags. */
    final long victim(long row, long line, int way) {
        return index.neighbour(line, tagAt(row, way)) << FLAG_BITS;
    }

    @Override
    public final int peek(long line) {
        long row = row(line);
        int way = find(row, tag(line));
        return found(way) ? flags(state(row), way) : ABSENT;
    }

    @Override
    public final int changeFlags(long line, int clearFlags, int setFlags) {
        long row = row(line);
        int way = find(row, tag(line));
        return found(way) ? changeFlags(row, way, clearFlags, setFlags) : ABSENT;
    }

    @Override
    public final int remove(long line) {
        long row = row(line);
        int way = find(row, tag(line));
        if (!found(way)) {
            return ABSENT;
        }
        long state = state(row);
        UnsafeApi.putLong(row + STATE_OFFSET, state & ~(VALID << way));
        putTag(row, way, INVALID_TAG);
        return flags(state, way);
    }

    @Override
    public final long lineAt(int set, int way) {
        if (set < 0 || set >= sets() || way < 0 || way >= ways()) {
            throw new IndexOutOfBoundsException("set=" + set + " way=" + way);
        }
        long row = base + ((long) set << SET_SHIFT);
        return freeWays(state(row), 1 << way) != 0 ? ABSENT : index.line(set, tagAt(row, way));
    }

    @Override
    public final int occupancy(int set) {
        long row = base + ((long) set << SET_SHIFT);
        return ways() - Integer.bitCount(freeWays(state(row), geometry.allWays()));
    }

    @Override
    public final long lineLimit() {
        return (long) INVALID_TAG << index.bits;
    }

    @Override
    public final long touchAhead(long line) {
        return UnsafeApi.getLong(row(line));
    }

    /** For tests: where the first set lies. */
    final long baseAddress() {
        return memory.isDirect() ? base : 0;
    }
}
