package tlpsim.completer.memory;

import java.util.Locale;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetAssociativeCache;

/**
 * Prints nanoseconds per line access for a load of the size on which speed is stated: 64 queues of 1,024 buffers of 2 KiB on
 * 16 cores, L2 2 MiB/16, LLC 32 MiB/16 with 2 I/O ways. Not a test: {@code main} only.
 */
public final class HostMemoryProbe {
    private static final int QUEUES = 64;
    private static final int RING = 1024;
    private static final int BUFFER_LINES = 32;
    private static final int PACKET_LINES = 16;
    private static final int CORES = 16;
    private static final int WORKING_SET_LINES = 16_384;
    private static final int BURST = 64;
    private static final long COMPLETIONS = (long) QUEUES * RING * BUFFER_LINES;
    private static final long WORKING_SETS = COMPLETIONS + (long) QUEUES * RING;
    private static final long LINES = WORKING_SETS + (long) CORES * WORKING_SET_LINES;

    private final HostMemory host;
    private final boolean steered;
    private final long[] written = new long[QUEUES];
    private final int[] burstQueue = new int[BURST];
    private final int[] zipf = new int[1 << 16];
    private long random = 42;
    private long writeNs;
    private long readNs;
    private long workNs;
    private long writes;
    private long reads;
    private long work;

    private HostMemoryProbe(HostMemory host, boolean steered) {
        this.host = host;
        this.steered = steered;
        for (int i = 0; i < zipf.length; i++) {
            double u = (i + 0.5) / zipf.length;
            zipf[i] = (int) (StrictMath.pow(WORKING_SET_LINES, u) - 1) * 7919 % WORKING_SET_LINES;
        }
    }

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            measure("ddio", DeviceWritePolicy.ddio(), false);
            measure("no dca", DeviceWritePolicy.noDca(), false);
            measure("sdci l2", DeviceWritePolicy.noDca(), true);
        }
    }

    private static void measure(String name, DeviceWritePolicy policy, boolean steered) {
        HostMemoryConfig config = new HostMemoryConfig(
                LINES,
                HostTopologyConfig.oneDomain(CORES),
                HomeDomainTable.single(0),
                LlcConfig.victim(0xC000, 0xFFFF),
                DeviceWriteConfig.of(policy));
        SetAssociativeCache[] l2 = HostPair.caches(CORES, CacheGeometry.modulo(2048, 16));
        SetAssociativeCache[] llc = HostPair.caches(1, CacheGeometry.xorHash(32_768, 16));
        HostMemory host = new HostMemory(config, l2, llc);
        host.prefillForeignDirty();
        HostMemoryProbe probe = new HostMemoryProbe(host, steered);
        probe.bursts(4_000);
        probe.reset();
        long[] before = new long[HostCounterLayout.COUNT];
        host.snapshot(before);
        probe.bursts(4_000);
        probe.print(name, before);
    }

    private void reset() {
        writeNs = readNs = workNs = writes = reads = work = 0;
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) * bound >>> 31);
    }

    private void bursts(int count) {
        for (int i = 0; i < count; i++) {
            for (int packet = 0; packet < BURST; packet++) {
                burstQueue[packet] = next(QUEUES);
            }
            long start = System.nanoTime();
            write();
            long middle = System.nanoTime();
            read();
            long later = System.nanoTime();
            work();
            writeNs += middle - start;
            readNs += later - middle;
            workNs += System.nanoTime() - later;
        }
    }

    private void write() {
        for (int packet = 0; packet < BURST; packet++) {
            int queue = burstQueue[packet];
            int placement = steered ? PlacementLayout.l2OfCore(queue % CORES) : PlacementLayout.NONE;
            long slot = (long) queue * RING + written[queue]++ % RING;
            for (int line = 0; line < PACKET_LINES; line++) {
                host.deviceWrite(slot * BUFFER_LINES + line, true, placement);
            }
            host.deviceWrite(COMPLETIONS + slot, true, placement);
        }
        writes += BURST * (PACKET_LINES + 1);
    }

    /** Each packet 40 packets of its queue late. */
    private void read() {
        for (int packet = 0; packet < BURST; packet++) {
            int queue = burstQueue[packet];
            long slot = (long) queue * RING + (written[queue] + RING - 40) % RING;
            host.coreRead(queue % CORES, COMPLETIONS + slot);
            for (int line = 0; line < PACKET_LINES / 4; line++) {
                host.coreRead(queue % CORES, slot * BUFFER_LINES + line);
            }
        }
        reads += BURST * (PACKET_LINES / 4 + 1);
    }

    private void work() {
        for (int packet = 0; packet < BURST; packet++) {
            int core = burstQueue[packet] % CORES;
            long base = WORKING_SETS + (long) core * WORKING_SET_LINES;
            for (int i = 0; i < 16; i++) {
                host.coreRead(core, base + zipf[next(zipf.length)]);
            }
        }
        work += BURST * 16;
    }

    private void print(String name, long[] before) {
        long total = writes + reads + work;
        long hits = 0;
        for (int outcome = 4; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            hits += delta(before, HostCounterLayout.WRITE_FULL + outcome);
        }
        long own = delta(before, HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2);
        long dram = delta(before, HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM);
        System.out.printf(
                Locale.ROOT,
                "%-8s all %5.1f ns/line | device write %5.1f | I/O read %5.1f | working set %5.1f"
                        + " | ItoM hit %4.1f %% core L2 hit %4.1f %% core DRAM %4.1f %%%n",
                name,
                (double) (writeNs + readNs + workNs) / total,
                (double) writeNs / writes,
                (double) readNs / reads,
                (double) workNs / work,
                100.0 * hits / writes,
                100.0 * own / (reads + work),
                100.0 * dram / (reads + work));
    }

    private long delta(long[] before, int counter) {
        return host.counter(counter) - before[counter];
    }
}
