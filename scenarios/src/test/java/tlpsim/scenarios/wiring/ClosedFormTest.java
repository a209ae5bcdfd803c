package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.link.AccessConfig;
import tlpsim.core.link.LinkBandwidth;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.LinkRate;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** Overloaded runs whose throughput one resource alone decides, against the formula of that resource. */
final class ClosedFormTest {
    private static final long WINDOW_PS = 40_000_000;
    private static final double GBPS_PER_BYTE_PER_PS = 8_000;

    /** Far more packets than anything can take; the consumers cost nothing. */
    private static final String YAML = """
            name: saturated
            seed: 3
            platform:
              preset: xeon-6140
              cores: 4
              l2: {size: 64 KiB, ways: 8}
              llc: {size: 32 MiB, ways: 16, slices: 1, io-ways: all}
              io: {posted-lines: 100000}
            fabric:
              root-ports:
                - {id: rp0, link: gen3 x1, tph-completer: none, credits: {posted-headers: 65535, posted-data: 1048575}}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, descriptor: {batch: 32, threshold: 64}}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 256, buffer: 2 KiB}
                port-speed: 400 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: max, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                consumer: {per-packet: 0 ns, poll-interval: 1 ns, reads: {header: 0 B}}
            measure: {warm-up: 40 us, window: 40 us}
            """;

    private static CounterSnapshot window(String... sets) {
        DrawnScenario scenario = DrawnScenario.read(3, YAML, sets);
        return RunRecord.of(scenario, Column.CONFIGURED, EngineConfig.of(Threading.INLINE))
                .window();
    }

    @ParameterizedTest
    @CsvSource({"gen1 x1", "gen3 x1", "gen3 x4", "gen4 x1", "gen5 x1", "gen6 x1"})
    void aSaturatedLinkIsBusyAllTheTimeAndCarriesWhatItsBandwidthSays(String name) {
        LinkConfig link = LinkConfig.parse(name);
        CounterSnapshot window =
                window("fabric.root-ports.rp0.link=" + name, "fabric.root-ports.rp0.flit=" + link.flit());
        long[] port = window.ports()[0];
        LinkRate rate = LinkRate.tlp(link);
        double carried = (double) WINDOW_PS * rate.numerator() / rate.denominator();
        assertThat(port[PortCounter.WIRE_BYTES]).isCloseTo((long) carried, within(2L * (256 + 24)));

        // Per packet one write of 256 bytes and one of 64, and one 32nd of a read without payload; headers of four DWs.
        AccessConfig access = new AccessConfig(64, false, false);
        double packetBytes = LinkBandwidth.of(link, access, 256).writes().wireBytes()
                + LinkBandwidth.of(link, access, 64).writes().wireBytes()
                + LinkBandwidth.of(link, access, 512).requests().wireBytes() / 32.0;
        double payloadGbps = LinkBandwidth.of(link, access, 256).tlpGbps().doubleValue() * (256 + 64) / packetBytes;
        double measuredGbps = port[PortCounter.PAYLOAD_BYTES] * GBPS_PER_BYTE_PER_PS / WINDOW_PS;
        assertThat(measuredGbps).isCloseTo(payloadGbps, within(0.01 * payloadGbps));
    }

    @ParameterizedTest
    @CsvSource({"1, 150, 200", "1, 20, 1000", "4, 150, 200"})
    void headerCreditsLimitWritesToTheWindowPerRoundTrip(int credits, int propagationNs, int returnNs) {
        CounterSnapshot window = window(
                "fabric.root-ports.rp0.link=gen5 x16",
                "fabric.root-ports.rp0.credits.posted-headers=" + credits,
                "fabric.root-ports.rp0.credits.return-latency=" + returnNs + " ns",
                "fabric.root-ports.rp0.propagation=" + propagationNs + " ns",
                "workloads.rx.arrivals.sizes=64 B");
        // All writes have 64 bytes. A credit is back when its write is sent, has arrived, and its return has arrived.
        LinkRate rate = LinkRate.tlp(LinkConfig.parse("gen5 x16"));
        double roundTripPs =
                (64 + 24) * (double) rate.denominator() / rate.numerator() + 1000.0 * (propagationNs + returnNs);
        double expected = credits * (WINDOW_PS / roundTripPs);
        assertThat((double) CounterSnapshot.sum(window.rootPorts(), ReceiveCounter.WRITES))
                .isCloseTo(expected, within(credits + 0.001 * expected));
    }

    @Test
    void dataCreditsLimitBytesToTheWindowPerRoundTrip() {
        CounterSnapshot window = window(
                "fabric.root-ports.rp0.link=gen5 x16",
                "fabric.root-ports.rp0.credits.posted-data=16",
                "workloads.rx.arrivals.sizes=64 B");
        // Four writes of 64 bytes at a time, sent back to back, each credit on its own way back.
        LinkRate rate = LinkRate.tlp(LinkConfig.parse("gen5 x16"));
        double roundTripPs = (64 + 24) * (double) rate.denominator() / rate.numerator() + 1000.0 * (150 + 200);
        double expected = 4 * (WINDOW_PS / roundTripPs);
        assertThat((double) CounterSnapshot.sum(window.rootPorts(), ReceiveCounter.WRITES))
                .isCloseTo(expected, within(4 + 0.001 * expected));
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "16"})
    void thePoolOfPostedWritesLimitsLinesToItsSizePerLatency(int lines) {
        CounterSnapshot window = window(
                "fabric.root-ports.rp0.link=gen5 x16",
                "platform.io.posted-lines=" + lines,
                "fabric.root-ports.rp0.credits.posted-headers=64",
                "platform.io.visible-llc=300 ns",
                "platform.io.visible-l2=300 ns",
                "platform.io.visible-memory=300 ns",
                "platform.device-writes.dca=false",
                "workloads.rx.arrivals.sizes=64 B");
        // Without DCA every line takes 300 ns; the pool is never idle, and credits keep what has arrived in step with
        // it.
        double expected = lines * (WINDOW_PS / 300_000.0);
        long written = CounterSnapshot.sum(window.writes(), 0, window.writes().length);
        assertThat((double) written).isCloseTo(expected, within(16 + 0.01 * expected));
    }
}
