package tlpsim.scenarios.reproduce;

import static tlpsim.scenarios.reproduce.Origin.ASSUMED;
import static tlpsim.scenarios.reproduce.Origin.CALIBRATED;
import static tlpsim.scenarios.reproduce.Origin.DERIVED;
import static tlpsim.scenarios.reproduce.Origin.DOCUMENTED;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys of the scenario of the machine of Farshin et al., ATC 2020, that are calibrated, or assumed, or worth changing. The values are those that the scenario
 * and its preset have.
 */
public final class Xeon6140Scenario {
    private static final String ENGINE = "fabric.endpoints.nic0.transmit.engine.";
    private static final String WORKLOAD = "workloads.l2fwd.";

    private final List<PlatformParameter> list = new ArrayList<>();

    private Xeon6140Scenario() {}

    /** The one set that every point is run with. */
    public static PlatformParameters parameters() {
        Xeon6140Scenario built = new Xeon6140Scenario();
        built.caches();
        built.software();
        built.port();
        return new PlatformParameters(
                built.list, List.of("platform.llc.extra-io-ways", "platform.l2.prefetch.millilines"));
    }

    private void caches() {
        add(
                "platform.llc.extra-io-ways",
                1,
                "ways",
                List.of(0L, 1L, 2L),
                CALIBRATED,
                "lines of devices live in this many ways beside the mask. Two are known to hold some (0x003, Purnal et al. 2022),"
                        + " entered through a core's access; why untouched lines fare as with one is not known");
        add(
                "platform.l2.prefetch.millilines",
                2600,
                "lines/1000",
                List.of(1300L, 2600L, 3900L),
                CALIBRATED,
                "lines behind the header that the L2 prefetchers bring in where packets come slowly");
        add(
                "platform.l2.prefetch.from-gap",
                255,
                "ns",
                List.of(200L, 255L, 310L),
                CALIBRATED,
                "none where the packets of a core are closer than this");
        add(
                "platform.l2.prefetch.gap-per-line",
                65,
                "ns",
                List.of(45L, 65L, 85L),
                CALIBRATED,
                "and a line more for each of these; about a load from DRAM");
    }

    private void software() {
        add(
                WORKLOAD + "transmit.pool.buffers",
                65_535,
                "buffers",
                List.of(65_535L),
                DOCUMENTED,
                "FastClick, DPDKDevice");
        add(
                WORKLOAD + "transmit.pool.cache",
                256,
                "buffers",
                List.of(0L, 256L, 512L),
                DOCUMENTED,
                "FastClick, MBUF_CACHE_SIZE");
        add(
                WORKLOAD + "transmit.pool.run",
                256,
                "buffers",
                List.of(1L, 16L, 64L, 256L, 65_535L),
                CALIBRATED,
                "buffers in order of address after some time of traffic; as many as a core's cache takes at once");
        add(
                WORKLOAD + "transmit.ring",
                1024,
                "packets",
                List.of(512L, 1024L, 2048L),
                DOCUMENTED,
                "FastClick, DEF_RING_NDESC");
        add(
                WORKLOAD + "consumer.per-packet",
                50,
                "ns",
                List.of(40L, 50L, 60L),
                ASSUMED,
                "a core's time per packet beside memory, below 63 ns (15.8 Mpps measured)");
        add("call-ns", 5, "ns", List.of(3L, 5L, 8L), ASSUMED, "one draw of a Mersenne twister at 2.3 GHz, per call");
        add(
                WORKLOAD + "completion.coalesce",
                4,
                "entries",
                List.of(1L, 2L, 4L),
                DERIVED,
                "aggressive CQE compression; ItoM per packet exceed its lines by 0.3 to 0.6");
    }

    private void port() {
        add(
                ENGINE + "per-line",
                4080,
                "ps",
                List.of(4000L, 4080L, 4160L),
                CALIBRATED,
                "time of the engine that sends per 64 bytes: one queue sends 15.8, 10.4, 7.6 Mpps of 512, 1,024, 1,500 bytes");
        add(
                ENGINE + "per-packet",
                18_000,
                "ps",
                List.of(16_000L, 18_000L, 20_000L),
                CALIBRATED,
                "and per packet, from the same rates; over the root of the queues, because two queues of 1,500 bytes just reach line rate");
        add(
                ENGINE + "read-overlap",
                26,
                "reads",
                List.of(20L, 26L, 37L),
                CALIBRATED,
                "and the host's time for a read over this: one queue sends 2 to 4 % less where writes miss, on which reads wait");
        add(
                ENGINE + "start",
                120,
                "us",
                List.of(0L, 120L, 400L),
                CALIBRATED,
                "a run begins with so much backlog; near the limit of the port it takes very long to build up or to go by itself");
        add(
                "fabric.endpoints.nic0.mrrs",
                4096,
                "B",
                List.of(512L, 4096L),
                ASSUMED,
                "with 512 B requests and completions of single packets alone would keep line rate from the link of Gen3 x16");
        add(
                WORKLOAD + "transmit.entry-wait",
                20,
                "us",
                List.of(20L),
                ASSUMED,
                "the driver asks for a report per 32 packets");
        add(WORKLOAD + "completion.wait", 2, "us", List.of(2L), ASSUMED, "until entries that are not four are written");
    }

    private void add(String key, long value, String unit, List<Long> candidates, Origin origin, String source) {
        list.add(new PlatformParameter(key, value, unit, candidates, origin, source));
    }
}
