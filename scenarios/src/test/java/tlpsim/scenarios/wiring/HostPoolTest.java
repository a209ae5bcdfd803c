package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.LinkRate;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * The host's pool of posted writes as a closed loop: what it holds over how long it holds it limits the lines per second; credits come back later, the device's
 * buffer fills, packets are lost. And, where it is to be large enough, that it does not limit.
 */
final class HostPoolTest {
    private static final long WINDOW_PS = 60_000_000;
    private static final int LINE_BITS = 512;

    /** 256-byte packets and 64-byte entries, whole lines all of them, to memory; cores and links are fast. */
    private static final String MEASURED_HOST = """
            name: host-network
            seed: 3
            platform:
              preset: xeon-6140
              cores: 8
              io: {posted-lines: 92, visible-memory: 300 ns}
              device-writes: {dca: false}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, buffer: 64 KiB}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 8, ring: 512, buffer: 2 KiB}
                port-speed: 400 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: 250 Gbit/s, process: constant, sizes: 256 B, flows: {count: 4096, zipf: 0}}
                consumer: {per-packet: 0 ns, poll-interval: 1 ns, reads: {header: 0 B, payload: 0 %}}
            measure: {warm-up: 40 us, window: 60 us}
            """;

    /** Line rate of 400 Gbit/s with hints off and cores enough. */
    private static final String LINE_RATE = """
            name: line-rate
            seed: 3
            platform: {preset: epyc-9655}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 32, ring: 1024, buffer: 2 KiB, cores: 0-31}
                port-speed: 400 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: max, process: constant, sizes: 1500 B, flows: {count: 4096, zipf: 0}}
                consumer: {per-packet: 100 ns}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static final String SECOND = """
              - id: rx1
                device: nic1
                queues: {count: 8, ring: 512, buffer: 2 KiB}
                port-speed: 400 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: 250 Gbit/s, process: constant, sizes: 256 B, flows: {count: 4096, zipf: 0}}
                consumer: {per-packet: 0 ns, poll-interval: 1 ns, reads: {header: 0 B, payload: 0 %}}
            """;

    private static CounterSnapshot window(String yaml, String... sets) {
        DrawnScenario scenario = DrawnScenario.read(3, yaml, sets);
        return RunRecord.of(scenario, Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static double gbps(CounterSnapshot window) {
        return 1e3 * LINE_BITS * CounterSnapshot.sum(window.writes(), 0, window.writes().length) / WINDOW_PS;
    }

    @ParameterizedTest
    @CsvSource({"300, 157.0", "450, 104.7", "600, 78.5", "900, 52.3"})
    void ninetyTwoPlacesCarryWhatWasMeasuredAndLessInProportionToTheLatency(int latencyNs, double expectedGbps) {
        CounterSnapshot window = window(MEASURED_HOST, "platform.io.visible-memory=" + latencyNs + " ns");
        assertThat(gbps(window)).isCloseTo(expectedGbps, within(0.015 * expectedGbps));
    }

    /** Little's law: places over latency below the knee, what is offered above it. */
    @ParameterizedTest
    @ValueSource(ints = {16, 46, 92, 160, 184, 250, 400})
    void theKneeIsWhereThePlacesHoldWhatArrivesDuringTheLatency(int places) {
        CounterSnapshot window = window(MEASURED_HOST, "platform.io.posted-lines=" + places);
        double offeredGbps = 250 * 5 / 4.0;
        double expected = Math.min(offeredGbps, places * LINE_BITS / 300.0);
        assertThat(gbps(window)).isCloseTo(expected, within(0.015 * expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 100, 120, 140, 200})
    void packetsAreLostFromTheLoadOnThatThePoolCannotTake(int offeredGbps) {
        CounterSnapshot window = window(MEASURED_HOST, "workloads.rx.arrivals.rate=" + offeredGbps + " Gbit/s");
        // Four lines of five are the packet's.
        double taken = 157.0 * 4 / 5;
        double lost = 100.0
                * CounterSnapshot.sum(window.devices(), DeviceCounter.RX_MISSED)
                / CounterSnapshot.sum(window.devices(), DeviceCounter.OFFERED_UNITS);
        double expected = 100 * Math.max(0, 1 - taken / offeredGbps);
        assertThat(lost).isCloseTo(expected, within(expected == 0 ? 0.0 : 1.0));
        if (expected > 0) {
            // The chain: the pool holds credits, the link stands still, the device's buffer is full.
            assertThat(window.rootPorts()[0][ReceiveCounter.POOL_WAIT_PS]).isPositive();
            assertThat(window.ports()[0][PortCounter.CREDIT_WAIT_PS]).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"root-port, 2", "stack, 1", "socket, 1"})
    void portsShareAPoolByItsScope(String scope, int pools) {
        String yaml = MEASURED_HOST
                .replace("tph-completer: none}", "tph-completer: none, stack: STACK}")
                .replace(
                        "  endpoints:",
                        "    - {id: rp1, link: gen5 x16, tph-completer: none, stack: STACK}\n  endpoints:\n    - {id: nic1,"
                                + " port: rp1, mps: 256 B}")
                .replace("workloads:", "workloads:\n" + SECOND)
                .replace(", stack: STACK", scope.equals("stack") ? ", stack: iio0" : "");
        assertThat(gbps(window(yaml, "platform.io.posted-scope=" + scope)))
                .isCloseTo(157.0 * pools, within(0.02 * 157 * pools));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xeon-8480", "epyc-9654", "epyc-9655"})
    void at400GbpsTheLinkLimitsAndNotThePool(String preset) {
        CounterSnapshot asIs = window(LINE_RATE, "platform.preset=" + preset);
        CounterSnapshot boundless = window(LINE_RATE, "platform.preset=" + preset, "platform.io.posted-lines=100000");
        LinkRate rate = LinkRate.tlp(LinkConfig.parse("gen5 x16"));
        double carried = (double) WINDOW_PS * rate.numerator() / rate.denominator();
        assertThat(asIs.ports()[0][PortCounter.WIRE_BYTES] / carried).isGreaterThan(0.99);
        assertThat(asIs.rootPorts()[0][ReceiveCounter.POOL_WAIT_PS]).isZero();
        assertThat(gbps(asIs)).isEqualTo(gbps(boundless));
        assertThat(CounterSnapshot.sum(asIs.devices(), DeviceCounter.RX_MISSED)).isZero();
    }
}
