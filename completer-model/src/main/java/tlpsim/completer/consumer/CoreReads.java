package tlpsim.completer.consumer;

import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.AccessGroupLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.ReadOutcomeLayout;

/**
 * A core's loads and stores: exact cache state, the latency each costs, and counts by kind of data and level.
 *
 * <p>In the ideal bound, data written by devices is always in the reader's own L2 and touches no cache (design: a bound, not a configuration).
 */
final class CoreReads {
    private static final int GROUP = 16;

    private final HostMemory memory;
    private final DramModel dram;
    private final long[] lines = new long[GROUP];
    private final boolean ideal;
    private final long[] latencyPs;
    private final long[] counters;
    private final int parallelReads;

    CoreReads(HostMemory memory, DramModel dram, CoreTimingConfig timing, boolean ideal, int flows) {
        this.counters = new long[flows * ReadKind.COUNT * ReadOutcomeLayout.COUNT];
        this.memory = memory;
        this.dram = dram;
        this.ideal = ideal;
        this.parallelReads = timing.parallelReads();
        this.latencyPs = timing.byOutcome();
    }

    /** Where the counts of one flow's reads of a kind begin. */
    static int at(int flow, ReadKind kind) {
        return (flow * ReadKind.COUNT + kind.ordinal()) * ReadOutcomeLayout.COUNT;
    }

    private static int groupAt(int at) {
        int row = at / ReadOutcomeLayout.COUNT;
        return AccessGroupLayout.coreData(row / ReadKind.COUNT, row % ReadKind.COUNT);
    }

    private long latencyPs(int core, long line, int outcome) {
        if (outcome < ReadOutcomeLayout.READ_LLC_REMOTE) {
            return latencyPs[outcome];
        }
        long waitPs = outcome == ReadOutcomeLayout.READ_DRAM ? dram.read(line) : 0;
        return latencyPs[outcome] + waitPs + dram.sockets().readPs(core, line, outcome);
    }

    /** Reads one line of device-written data. @param at see {@link #at} @return its latency */
    long deviceData(int core, long line, int at) {
        memory.group(groupAt(at), core);
        int outcome = ideal ? ReadOutcomeLayout.READ_L2 : memory.coreRead(core, line);
        counters[at + outcome]++;
        return latencyPs(core, line, outcome);
    }

    /** Reads the lines that hold {@code bytes} from {@code address}; the first costs its latency, the rest overlap. @return the stall */
    long deviceData(int core, long address, int bytes, int at) {
        if (bytes <= 0) {
            return 0;
        }
        long line = address >>> 6;
        long last = address + bytes - 1 >>> 6;
        long firstPs = deviceData(core, line, at);
        long restPs = 0;
        while (++line <= last) {
            restPs += deviceData(core, line, at);
        }
        return firstPs + restPs / parallelReads;
    }

    /** Reads {@code count} independent lines of the core's own data, draws {@code first} and up. @return the stall */
    long workingSet(int core, WorkingSet set, long first, int count, int flow) {
        long sumPs = 0;
        int at = at(flow, ReadKind.WORKING_SET);
        for (int done = 0; done < count; done += GROUP) {
            int group = Math.min(GROUP, count - done);
            // The loads of a group of lines overlap; those of the reads, one after the other, hardly would.
            for (int read = 0; read < group; read++) {
                long line = set.line(core, first + done + read);
                lines[read] = line;
                memory.touchOwnL2(core, line);
            }
            for (int read = 0; read < group; read++) {
                memory.group(AccessGroupLayout.workingSet(flow, set.rank(core, lines[read])), core);
                int outcome = memory.coreRead(core, lines[read]);
                counters[at + outcome]++;
                sumPs += latencyPs(core, lines[read], outcome);
            }
        }
        return sumPs / parallelReads;
    }

    /** Stores to the lines that hold {@code bytes} from {@code address}; the store buffer hides the latency, and what is read for ownership occupies memory. */
    void write(int core, long address, int bytes) {
        if (ideal || bytes <= 0) {
            return;
        }
        memory.group(AccessGroupLayout.stores(0), core);
        long last = address + bytes - 1 >>> 6;
        for (long line = address >>> 6; line <= last; line++) {
            if (memory.coreWrite(core, line) == ReadOutcomeLayout.READ_DRAM) {
                dram.read(line);
            }
        }
    }

    /** The L2 fetches lines by itself: nobody waits for them. */
    void prefetch(int core, long first, long end) {
        if (ideal) {
            return;
        }
        memory.group(AccessGroupLayout.prefetches(0), core);
        for (long line = first; line < end; line++) {
            memory.coreRead(core, line);
        }
    }

    /** The lines that hold {@code bytes} from {@code address} leave all caches, and what they hold is lost. It takes no time. */
    void drop(long address, int bytes) {
        if (ideal || bytes <= 0) {
            return;
        }
        memory.group(AccessGroupLayout.stores(0), 0);
        long last = address + bytes - 1 >>> 6;
        for (long line = address >>> 6; line <= last; line++) {
            memory.invalidateWithoutWriteback(line);
        }
    }

    long l2Ps() {
        return latencyPs[ReadOutcomeLayout.READ_L2];
    }

    /** Lines read, by {@code (flow * ReadKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}. */
    long[] counters() {
        return counters;
    }
}
