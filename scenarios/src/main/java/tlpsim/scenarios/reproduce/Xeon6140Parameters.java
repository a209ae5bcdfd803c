package tlpsim.scenarios.reproduce;

import static tlpsim.scenarios.reproduce.Origin.ASSUMED;
import static tlpsim.scenarios.reproduce.Origin.CALIBRATED;
import static tlpsim.scenarios.reproduce.Origin.DERIVED;
import static tlpsim.scenarios.reproduce.Origin.DOCUMENTED;

import java.util.ArrayList;
import java.util.List;

/**
 * Xeon Gold 6140 with a ConnectX-5 (100 GbE, Gen3 x16), DPDK 20.02, FastClick: the device under test of Farshin et al., ATC 2020.
 * The last-level cache is 18 slices of 2,048 sets and 11 ways, the L2 1,024 sets of 16 ways.
 */
public final class Xeon6140Parameters {
    private final List<PlatformParameter> list = new ArrayList<>();

    private Xeon6140Parameters() {}

    /** The one set that every point is run with. */
    public static PlatformParameters parameters() {
        Xeon6140Parameters built = new Xeon6140Parameters();
        built.caches();
        built.software();
        built.port();
        return new PlatformParameters(built.list, List.of("extra-io-ways", "prefetch-millilines"));
    }

    private void caches() {
        add(
                "extra-io-ways",
                1,
                "ways",
                List.of(0L, 1L, 2L),
                CALIBRATED,
                "lines of devices live in this many ways beside the mask. Two are known to hold some (0x003, Purnal et al. 2022),"
                        + " entered through a core's access; why untouched lines fare as with one is not known");
        add(
                "prefetch-millilines",
                2600,
                "lines/1000",
                List.of(0L, 1300L, 2600L, 3900L),
                CALIBRATED,
                "lines behind the header that the L2 prefetchers bring in where packets come slowly");
        add(
                "prefetch-from-gap-ns",
                255,
                "ns",
                List.of(200L, 255L, 310L),
                CALIBRATED,
                "none where the packets of a core are closer than this");
        add(
                "prefetch-gap-per-line-ns",
                65,
                "ns",
                List.of(45L, 65L, 85L),
                CALIBRATED,
                "and a line more for each of these; about a load from DRAM");
        add("header-lines", 1, "lines", List.of(1L, 2L), DOCUMENTED, "EtherMirror swaps the Ethernet addresses");
    }

    private void software() {
        add("pool-buffers", 65_535, "buffers", List.of(65_535L), DOCUMENTED, "FastClick, DPDKDevice default");
        add("pool-core-cache", 256, "buffers", List.of(0L, 256L, 512L), DOCUMENTED, "FastClick, MBUF_CACHE_SIZE");
        add(
                "pool-run-buffers",
                256,
                "buffers",
                List.of(1L, 16L, 64L, 256L, 65_535L),
                CALIBRATED,
                "buffers in order of address in the pool's ring after some time of traffic; 65,535: all. As many as a core's cache"
                        + " takes from it at once fit best of those tried");
        add(
                "transmit-descriptors",
                1024,
                "packets",
                List.of(512L, 1024L, 2048L),
                DOCUMENTED,
                "FastClick, DEF_RING_NDESC; the latencies measured agree with 1,024 packets waiting to be sent");
        add(
                "packet-ns",
                55,
                "ns",
                List.of(45L, 55L, 65L),
                ASSUMED,
                "a core's time per packet, below 63 ns (15.8 Mpps measured)");
        add("poll-ns", 50, "ns", List.of(50L), ASSUMED, "a poll of the completion queue");
        add("call-ns", 5, "ns", List.of(3L, 5L, 8L), ASSUMED, "one draw of a Mersenne twister at 2.3 GHz");
    }

    private void port() {
        add(
                "port-line-ps",
                4200,
                "ps",
                List.of(4000L, 4200L, 4400L),
                CALIBRATED,
                "time of the transmit engine per 64 bytes: one queue sends 15.8, 10.4, 7.6 Mpps of 512, 1,024, 1,500 bytes");
        add(
                "port-queue-setup-ps",
                30_000,
                "ps",
                List.of(29_000L, 30_000L, 31_000L),
                CALIBRATED,
                "and per packet, from the same rates; divided by the root of the queues, because two queues of 1,500 bytes just reach"
                        + " line rate");
        add(
                "port-write-miss-ps",
                3000,
                "ps",
                List.of(2000L, 3000L, 4000L),
                CALIBRATED,
                "further time of 1,500 bytes whose writes all miss: one queue sends 2 to 4 % less at 60 % misses");
        add("transmit-completion-ns", 2000, "ns", List.of(2000L), ASSUMED, "until the buffer may be reused");
        add(
                "packets-per-completion-line",
                4,
                "packets",
                List.of(4L),
                DERIVED,
                "aggressive CQE compression; ItoM per packet exceed its lines by 0.3 to 0.6");
    }

    private void add(String key, long value, String unit, List<Long> candidates, Origin origin, String source) {
        list.add(new PlatformParameter(key, value, unit, candidates, origin, source));
    }
}
