package tlpsim.completer.memory;

import java.util.Arrays;
import java.util.Locale;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetAssociativeCache;

/**
 * Prints nanoseconds per line access for a load of the size on which speed is stated: 64 queues of 1,024 buffers of 2
 * KiB on 16 cores, L2 2 MiB/16, LLC 32 MiB/16 with 2 I/O ways. Not a test: {@code main} only.
 */
public final class HostMemoryProbe {
    private static final int QUEUES = Integer.getInteger("queues", 64);
    private static final int RING = 1024;
    private static final int BUFFER_LINES = 32;
    private static final int PACKET_LINES = 16;
    private static final int CORES = Math.min(QUEUES, 16);
    private static final int WORKING_SET_LINES = 16_384;
    private static final int BURST = 64;
    private static final int BURSTS = 4_000;
    private static final long COMPLETIONS = (long) QUEUES * RING * BUFFER_LINES;
    private static final long WORKING_SETS = COMPLETIONS + (long) QUEUES * RING;
    private static final long LINES = WORKING_SETS + (long) CORES * WORKING_SET_LINES;

    private final HostMemory host;
    private final boolean steered;
    private final boolean touch;
    private final int[] drawn = new int[16];
    private final long[] written = new long[QUEUES];
    private final int[] burstQueue = new int[BURST];
    private final int[] zipf = new int[1 << 16];
    private long random = 42;
    private final long[] writeNs = new long[BURSTS];
    private final long[] readNs = new long[BURSTS];
    private final long[] workNs = new long[BURSTS];

    private HostMemoryProbe(HostMemory host, boolean steered, boolean touch) {
        this.touch = touch;
        this.host = host;
        this.steered = steered;
        for (int i = 0; i < zipf.length; i++) {
            double u = (i + 0.5) / zipf.length;
            zipf[i] = ((int) (StrictMath.pow(WORKING_SET_LINES, u) - 1)) * 7919 % WORKING_SET_LINES;
        }
    }

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            for (boolean touch : new boolean[] {false, true}) {
                measure(touch ? "ddio, touched" : "ddio", DeviceWritePolicy.ddio(), false, touch);
                measure(touch ? "no dca, touched" : "no dca", DeviceWritePolicy.noDca(), false, touch);
                measure(touch ? "sdci l2, touched" : "sdci l2", DeviceWritePolicy.noDca(), true, touch);
            }
        }
    }

    private static void measure(String name, DeviceWritePolicy policy, boolean steered, boolean touch) {
        HostMemoryConfig config = new HostMemoryConfig(
                LINES,
                HostTopologyConfig.oneDomain(CORES),
                HomeDomainTable.single(0),
                LlcConfig.victim(0xC000, 0xFFFF),
                DeviceWriteConfig.of(policy));
        SetAssociativeCache[] l2 = HostPair.caches(CORES, CacheGeometry.modulo(2048, 16));
        SetAssociativeCache[] llc = HostPair.caches(1, CacheGeometry.xorHash(2048 * CORES, 16));
        HostMemory host = new HostMemory(config, l2, llc);
        host.prefillForeignDirty();
        HostMemoryProbe probe = new HostMemoryProbe(host, steered, touch);
        probe.bursts();
        long[] before = new long[HostCounterLayout.COUNT];
        host.snapshot(before);
        probe.bursts();
        probe.print(name, before);
    }

    private int next(int bound) {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 33) * bound >>> 31);
    }

    private void bursts() {
        for (int i = 0; i < BURSTS; i++) {
            for (int packet = 0; packet < BURST; packet++) {
                burstQueue[packet] = next(QUEUES);
            }
            long start = System.nanoTime();
            write();
            long middle = System.nanoTime();
            read();
            long later = System.nanoTime();
            work();
            writeNs[i] = middle - start;
            readNs[i] = later - middle;
            workNs[i] = System.nanoTime() - later;
        }
    }

    private void write() {
        for (int packet = 0; packet < BURST; packet++) {
            int queue = burstQueue[packet];
            int placement = steered ? PlacementLayout.l2OfCore(queue % CORES) : PlacementLayout.NONE;
            long slot = (long) queue * RING + written[queue]++ % RING;
            if (touch) {
                for (int line = 0; line < PACKET_LINES; line++) {
                    host.touchForDeviceWrite(slot * BUFFER_LINES + line, placement);
                }
                host.touchForDeviceWrite(COMPLETIONS + slot, placement);
            }
            for (int line = 0; line < PACKET_LINES; line++) {
                host.deviceWrite(slot * BUFFER_LINES + line, true, placement);
            }
            host.deviceWrite(COMPLETIONS + slot, true, placement);
        }
    }

    /** Each packet 40 packets of its queue late. */
    private void read() {
        for (int packet = 0; packet < BURST; packet++) {
            int queue = burstQueue[packet];
            long slot = (long) queue * RING + (written[queue] + RING - 40) % RING;
            if (touch) {
                host.touchForCore(queue % CORES, COMPLETIONS + slot);
                for (int line = 0; line < PACKET_LINES / 4; line++) {
                    host.touchForCore(queue % CORES, slot * BUFFER_LINES + line);
                }
            }
            host.coreRead(queue % CORES, COMPLETIONS + slot);
            for (int line = 0; line < PACKET_LINES / 4; line++) {
                host.coreRead(queue % CORES, slot * BUFFER_LINES + line);
            }
        }
    }

    private void work() {
        for (int packet = 0; packet < BURST; packet++) {
            int core = burstQueue[packet] % CORES;
            long base = WORKING_SETS + (long) core * WORKING_SET_LINES;
            for (int i = 0; i < 16; i++) {
                drawn[i] = zipf[next(zipf.length)];
            }
            if (touch) {
                for (int i = 0; i < 16; i++) {
                    host.touchForCore(core, base + drawn[i]);
                }
            }
            for (int i = 0; i < 16; i++) {
                host.coreRead(core, base + drawn[i]);
            }
        }
    }

    private void print(String name, long[] before) {
        int writes = BURST * (PACKET_LINES + 1);
        int reads = BURST * (PACKET_LINES / 4 + 1);
        int work = BURST * 16;
        long hits = 0;
        for (int outcome = 4; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            hits += delta(before, HostCounterLayout.WRITE_FULL + outcome);
        }
        long own = delta(before, HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_L2);
        long dram = delta(before, HostCounterLayout.CORE_READ + ReadOutcomeLayout.READ_DRAM);
        System.out.printf(
                Locale.ROOT,
                "%-16s all %5.1f ns/line | device write %5.1f | I/O read %5.1f | working set %5.1f"
                        + " | ItoM hit %4.1f %% core L2 hit %4.1f %% core DRAM %4.1f %%%n",
                name,
                (median(writeNs) + median(readNs) + median(workNs)) / (writes + reads + work),
                median(writeNs) / writes,
                median(readNs) / reads,
                median(workNs) / work,
                100.0 * hits / writes / BURSTS,
                100.0 * own / (reads + work) / BURSTS,
                100.0 * dram / (reads + work) / BURSTS);
    }

    /** Of the bursts, so that a burst in which another process ran does not count. */
    private static double median(long[] burstNs) {
        long[] sorted = burstNs.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private long delta(long[] before, int counter) {
        return host.counter(counter) - before[counter];
    }
}
