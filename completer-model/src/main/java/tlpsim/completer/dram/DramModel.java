package tlpsim.completer.dram;

import java.util.Arrays;
import tlpsim.completer.memory.WriteBackLog;

/**
 * The channels of a host's memory: how long an access waits beyond the latency of an unloaded memory.
 *
 * <p>A channel is a server: each line occupies it for 64 bytes at its part of the socket's bandwidth, with the sub-picosecond remainder carried. A bank opens
 * one row per row cycle; a line of the open row needs none. An access waits for the later of both, and each goes on with what can be served: accesses to
 * other banks are not held up by one that waits for its bank, as a scheduler that picks what is ready would have it. Lines are interleaved over the channels
 * of their socket, in an order that changes from stripe to stripe, so that no stride meets one channel only.
 *
 * <p>All accesses of one operation ask at its time, in order of the Memory process. On the bus they do not wait for each other: a core has a few reads in
 * flight at once, and by the time the others go the first are done. They occupy it all the same. Nobody waits for a write that its channel's queue takes:
 * write-backs, and device writes unless the backlog is longer than the queue; they occupy what reads need. Owned by the Memory process; nothing allocates.
 */
public final class DramModel {
    private static final int LINE_BYTES = 64;
    private static final long PS_PER_SECOND = 1_000_000_000_000L;
    private static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    private static final long MIX_2 = 0x94D049BB133111EBL;
    private static final long NO_ROW = -1;

    private final SocketDistance sockets;
    private final int channels;
    private final int banks;
    /** Lines of one row in all channels. */
    private final long rowStripes;

    private final long rowCyclePs;
    private final long linePs;
    private final long writeQueuePs;
    private final long lineRest;
    private final long restUnit;

    private final long[] busFreePs;
    private final long[] busRest;
    private final long[] seenIn;
    private final long[] backlogPs;
    private final long[] bankFreePs;
    private final long[] openRow;
    private final long[] openedPs;
    private final long[] counters = new long[DramCounter.COUNT];
    private long nowPs;
    private long operation;

    /** @param sockets that hold the lines, as many as the configuration has */
    public DramModel(DramTimingConfig config, SocketDistance sockets) {
        this.sockets = sockets;
        this.channels = config.channels();
        this.banks = config.banks();
        this.rowStripes = (long) Math.max(1, channels) * config.rowLines();
        this.rowCyclePs = config.rowCyclePs();
        long linePsTimesRate = LINE_BYTES * PS_PER_SECOND * Math.max(1, channels);
        this.restUnit = config.bytesPerSecond();
        this.linePs = linePsTimesRate / restUnit;
        this.writeQueuePs = config.writeQueueLines() * linePs;
        this.lineRest = linePsTimesRate % restUnit;
        int all = config.sockets() * channels;
        busFreePs = new long[all];
        busRest = new long[all];
        seenIn = new long[all];
        backlogPs = new long[all];
        bankFreePs = new long[all * banks];
        openRow = new long[all * banks];
        openedPs = new long[all * banks];
        Arrays.fill(openRow, NO_ROW);
    }

    /** Memory without queues, for hosts whose timing nobody asks for. */
    public static DramModel unloaded() {
        return new DramModel(DramTimingConfig.unloaded(), SocketDistance.none());
    }

    /** An operation begins: what follows happens at {@code timePs}, which never decreases. */
    public void begin(long timePs) {
        nowPs = timePs;
        operation++;
    }

    /** A line is read. @return how much longer than from an unloaded memory that takes */
    public long read(long line) {
        counters[DramCounter.READS]++;
        if (channels == 0) {
            return 0;
        }
        long physical = sockets.physical(line);
        int channel = channelOf(physical);
        long waitPs = Math.max(busWait(channel), bankWait(channel, physical));
        counters[DramCounter.READ_WAIT_PS] += waitPs;
        return waitPs;
    }

    /** A line is written by a device, whose write is visible when the channel's queue has taken it. @return as {@link #read} */
    public long write(long line) {
        counters[DramCounter.WRITES]++;
        if (channels == 0) {
            return 0;
        }
        long physical = sockets.physical(line);
        int channel = channelOf(physical);
        bankWait(channel, physical);
        long waitPs = Math.max(0, busWait(channel) - writeQueuePs);
        counters[DramCounter.WRITE_WAIT_PS] += waitPs;
        return waitPs;
    }

    /** Lines that left the caches, by their physical numbers, during the operation are written; nobody waits for that. The log is empty afterwards. */
    public void writeBack(WriteBackLog log) {
        int count = log.count();
        counters[DramCounter.WRITES] += count;
        if (channels != 0) {
            for (int index = 0; index < count; index++) {
                int channel = channelOf(log.line(index));
                bankWait(channel, log.line(index));
                busWait(channel);
            }
        }
        log.clear();
    }

    private int channelOf(long line) {
        long stripe = line / channels;
        long turned = (line - stripe * channels + (mix(stripe) >>> 1)) % channels;
        return sockets.homeOfPhysical(line) * channels + (int) turned;
    }

    private long busWait(int channel) {
        long freePs = busFreePs[channel];
        if (seenIn[channel] != operation) {
            seenIn[channel] = operation;
            backlogPs[channel] = Math.max(0, freePs - nowPs);
        }
        long busyPs = linePs;
        long rest = busRest[channel] + lineRest;
        if (rest >= restUnit) {
            rest -= restUnit;
            busyPs++;
        }
        busRest[channel] = rest;
        busFreePs[channel] = Math.max(freePs, nowPs) + busyPs;
        counters[DramCounter.BUSY_PS] += busyPs;
        return backlogPs[channel];
    }

    private long bankWait(int channel, long line) {
        if (banks == 0) {
            return 0;
        }
        long row = line / rowStripes;
        int bank = channel * banks + (int) ((mix(row) >>> 1) % banks);
        if (openRow[bank] == row) {
            counters[DramCounter.ROW_HITS]++;
            return Math.max(0, openedPs[bank] - nowPs);
        }
        long startPs = Math.max(nowPs, bankFreePs[bank]);
        openRow[bank] = row;
        openedPs[bank] = startPs;
        bankFreePs[bank] = startPs + rowCyclePs;
        return startPs - nowPs;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * MIX_1;
        mixed = (mixed ^ mixed >>> 27) * MIX_2;
        return mixed ^ mixed >>> 31;
    }

    /** Where lines are at home, and how far that is. */
    public SocketDistance sockets() {
        return sockets;
    }

    /** Indexed by {@link DramCounter}. */
    public long[] counters() {
        return counters;
    }

    /** Channels of all sockets; 0 without queues. */
    public int channels() {
        return busFreePs.length;
    }
}
