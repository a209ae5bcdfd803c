package tlpsim.scenarios.result;

import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.peer.EngineCounter;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;

/** Sums and quotients of counters that several metrics share. A quotient without a denominator is NaN: there is no figure. */
final class Ratios {
    private Ratios() {}

    static double percent(long part, long whole) {
        return whole == 0 ? Double.NaN : 100.0 * part / whole;
    }

    static double per(double sum, long count) {
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Units that cores and engines finished. */
    static long units(CounterSnapshot counts) {
        return CounterSnapshot.sum(counts.cores(), CoreCounter.UNITS)
                + CounterSnapshot.sum(counts.engines(), EngineCounter.UNITS);
    }

    /** Writes and reads that an element or a completer ended. */
    static long rejected(CounterSnapshot counts) {
        long sum = 0;
        for (int index = 0; index < counts.outcomes().length; index++) {
            sum += HintOutcome.ofCode(index % HintOutcome.COUNT).isLost() ? counts.outcomes()[index] : 0;
        }
        return sum;
    }

    /** Writes and reads that arrived without the hint that they were sent with. */
    static long stripped(CounterSnapshot counts) {
        long sum = 0;
        for (int index = HintOutcome.HINT_STRIPPED.ordinal();
                index < counts.outcomes().length;
                index += HintOutcome.COUNT) {
            sum += counts.outcomes()[index];
        }
        return sum;
    }

    /** Lines that devices wrote to peers. */
    static long peerLines(CounterSnapshot counts, boolean toCache) {
        return CounterSnapshot.sum(counts.peers(), toCache ? PeerCounter.LINES_TO_CACHE : PeerCounter.LINES_TO_MEMORY);
    }

    /** NaN where the scenario has no peers. */
    static double ofPeers(CounterSnapshot counts, double value) {
        return counts.peers().length == 0 ? Double.NaN : value;
    }

    /** NaN where nothing is translated. */
    static double translated(CounterSnapshot counts, double value) {
        return CounterSnapshot.sum(counts.rootPorts(), ReceiveCounter.IOTLB_LOOKUPS) == 0 ? Double.NaN : value;
    }

    /** Sum of a peers' counter per unit. */
    static double perUnit(CounterSnapshot counts, int peerCounter) {
        return ofPeers(counts, per((double) CounterSnapshot.sum(counts.peers(), peerCounter), units(counts)));
    }

    /** Lines that devices wrote, full or partial. */
    static long lines(CounterSnapshot counts, boolean partial) {
        long sum = 0;
        for (int kind = 0; kind < AccessKind.COUNT; kind++) {
            sum += lines(counts, kind, partial);
        }
        return sum;
    }

    static long lines(CounterSnapshot counts, int kind, boolean partial) {
        return CounterSnapshot.sum(counts.writes(), block(kind, partial), WriteOutcomeLayout.COUNT);
    }

    /** Of these, lines that were in a cache. */
    static long hits(CounterSnapshot counts, boolean partial) {
        long sum = 0;
        for (int kind = 0; kind < AccessKind.COUNT; kind++) {
            sum += hits(counts, kind, partial);
        }
        return sum;
    }

    static long hits(CounterSnapshot counts, int kind, boolean partial) {
        int misses = 1 << WriteOutcomeLayout.LANDED_BITS;
        return CounterSnapshot.sum(counts.writes(), block(kind, partial) + misses, WriteOutcomeLayout.COUNT - misses);
    }

    private static int block(int kind, boolean partial) {
        return (kind * 2 + (partial ? 1 : 0)) * WriteOutcomeLayout.COUNT;
    }

    /** Share of device reads (PCIRdCur) whose line was in a cache. */
    static double deviceReadHitPercent(CounterSnapshot counts) {
        long all = 0;
        long missed = 0;
        for (int kind = 0; kind < AccessKind.COUNT; kind++) {
            all += CounterSnapshot.sum(counts.reads(), kind * ReadOutcomeLayout.COUNT, ReadOutcomeLayout.COUNT);
            missed += counts.reads()[kind * ReadOutcomeLayout.COUNT + ReadOutcomeLayout.READ_DRAM];
        }
        return percent(all - missed, all);
    }

    /** The same, of one kind. */
    static double deviceReadHitPercent(CounterSnapshot counts, AccessKind kind) {
        int block = kind.ordinal() * ReadOutcomeLayout.COUNT;
        long all = CounterSnapshot.sum(counts.reads(), block, ReadOutcomeLayout.COUNT);
        return percent(all - counts.reads()[block + ReadOutcomeLayout.READ_DRAM], all);
    }

    /** NaN where no device sends packets. */
    static double ofSenders(CounterSnapshot counts, double value) {
        return CounterSnapshot.sum(counts.devices(), DeviceCounter.SEND_READS) == 0 ? Double.NaN : value;
    }

    static double perSent(CounterSnapshot counts, long count) {
        return per((double) count, CounterSnapshot.sum(counts.devices(), DeviceCounter.SENT_UNITS));
    }

    /** NaN where the scenario has no neighbours. */
    static double ofNeighbours(CounterSnapshot counts, double value) {
        return counts.neighbours().length == 0 ? Double.NaN : value;
    }

    /** Lines of any kind that consuming cores read from DRAM. */
    static long llcMisses(CounterSnapshot counts) {
        long sum = 0;
        for (int kind = 0; kind < ReadKind.COUNT; kind++) {
            sum += counts.coreReads()[kind * ReadOutcomeLayout.COUNT + ReadOutcomeLayout.READ_DRAM];
        }
        return sum;
    }

    /** Share of the window that devices which send spent waiting. */
    static double waitPercent(WindowResult window, int deviceCounter) {
        long senders = 0;
        for (long[] device : window.counts().devices()) {
            senders += device[DeviceCounter.SEND_READS] > 0 ? 1 : 0;
        }
        long waitedPs = CounterSnapshot.sum(window.counts().devices(), deviceCounter);
        return percent(waitedPs, window.windowPs() * senders);
    }

    /** Share of core reads of a kind that were served at a level. */
    static double readPercent(CounterSnapshot counts, ReadKind kind, int... outcomes) {
        int block = kind.ordinal() * ReadOutcomeLayout.COUNT;
        long part = 0;
        for (int outcome : outcomes) {
            part += counts.coreReads()[block + outcome];
        }
        return percent(part, CounterSnapshot.sum(counts.coreReads(), block, ReadOutcomeLayout.COUNT));
    }

    /** Share of core reads of device-written data that were served at a level. */
    static double deviceDataPercent(CounterSnapshot counts, int... outcomes) {
        long part = 0;
        long whole = 0;
        for (ReadKind kind : new ReadKind[] {ReadKind.COMPLETION, ReadKind.HEADER, ReadKind.PAYLOAD}) {
            int block = kind.ordinal() * ReadOutcomeLayout.COUNT;
            for (int outcome : outcomes) {
                part += counts.coreReads()[block + outcome];
            }
            whole += CounterSnapshot.sum(counts.coreReads(), block, ReadOutcomeLayout.COUNT);
        }
        return percent(part, whole);
    }

    static long dramReadLines(CounterSnapshot counts) {
        return counts.memory()[HostCounterLayout.DRAM_READ_DEVICE] + counts.memory()[HostCounterLayout.DRAM_READ_CORE];
    }

    static long dramWriteLines(CounterSnapshot counts) {
        return counts.memory()[HostCounterLayout.DRAM_WRITE_DEVICE]
                + counts.memory()[HostCounterLayout.DRAM_WRITE_BACK_IO]
                + counts.memory()[HostCounterLayout.DRAM_WRITE_BACK_OTHER];
    }

    static double dramBytes(CounterSnapshot counts) {
        return (double) (dramReadLines(counts) + dramWriteLines(counts)) * HostMemory.LINE_BYTES;
    }
}
