package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.result.CounterSnapshot;

/** Two sockets: what a device below one of them writes and cores of either read, by the socket in whose memory it lies. */
final class NumaInRunTest {
    private static final double HOP_NS = 100;

    /** Eight cores; the NIC is below socket 0. A packet has one line, and so has its entry; whole lines all of them. */
    private static final String YAML = """
            name: sockets
            seed: 3
            platform: {preset: epyc-9655, sockets: 2, cores: 8, dram: {channels: 0}, latency: {socket-hop: 100 ns}}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: 0-3}
                port-speed: 100 Gbit/s
                completion: {size: 64 B}
                arrivals: {rate: 1 Gbit/s, process: constant, sizes: 64 B, flows: {count: 256, zipf: 0}}
                consumer: {per-packet: 50 ns, reads: {header: 64 B}}
            measure: {warm-up: 100 us, window: 200 us}
            """;

    private static CounterSnapshot window(String... sets) {
        return RunRecord.of(DrawnScenario.read(3, YAML, sets), Column.HINTS_OFF, EngineConfig.of(Threading.INLINE))
                .window();
    }

    private static double visibleNs(CounterSnapshot window) {
        return CounterSnapshot.sum(window.rootPorts(), ReceiveCounter.VISIBLE_DELAY_PS)
                / 1e3
                / CounterSnapshot.sum(window.rootPorts(), ReceiveCounter.WRITES);
    }

    private static double stallNs(CounterSnapshot window) {
        return CounterSnapshot.sum(window.cores(), CoreCounter.STALL_PS)
                / 1e3
                / CounterSnapshot.sum(window.cores(), CoreCounter.UNITS);
    }

    @Test
    void withinTheSocketNothingIsAdded() {
        CounterSnapshot near = window();
        CounterSnapshot one = window("platform.sockets=1");
        assertThat(visibleNs(near)).isEqualTo(visibleNs(one));
        assertThat(stallNs(near)).isEqualTo(stallNs(one));
    }

    @Test
    void aCoreOfTheOtherSocketWaitsForEachLineOfTheDevicesMemory() {
        CounterSnapshot near = window();
        CounterSnapshot far = window("workloads.rx.queues.cores.list=8-11");
        assertThat(visibleNs(far)).isEqualTo(visibleNs(near));
        // Entry and header are asked for one after the other, and lie in memory: no direct cache access.
        assertThat(stallNs(far) - stallNs(near)).isCloseTo(2 * HOP_NS, within(1.0));
    }

    @Test
    void memoryOfTheCoresSocketMovesTheWayToTheDevice() {
        CounterSnapshot near = window();
        CounterSnapshot far = window("workloads.rx.queues.cores.list=8-11", "workloads.rx.queues.node=core");
        assertThat(visibleNs(far) - visibleNs(near)).isCloseTo(HOP_NS, within(1.0));
        assertThat(stallNs(far)).isCloseTo(stallNs(near), within(1.0));
    }

    @Test
    void interleavedMemoryIsHalfWay() {
        CounterSnapshot near = window();
        CounterSnapshot interleaved = window("workloads.rx.queues.node=interleaved");
        // Packets and entries of one queue lie on few pages, so the half is not exact; and what is written first is
        // waited for.
        assertThat(visibleNs(interleaved) - visibleNs(near)).isBetween(30.0, 80.0);
    }

    @Test
    void writesToTheOtherSocketGoToItsMemoryWhereDirectCacheAccessEndsAtTheSocket() {
        String[] intel = {
            "platform.preset=xeon-8480", "workloads.rx.queues.cores.list=8-11", "workloads.rx.queues.node=core"
        };
        CounterSnapshot asPreset = window(intel);
        assertThat(asPreset.memory()[HostCounterLayout.DRAM_WRITE_DEVICE])
                .isEqualTo(CounterSnapshot.sum(asPreset.writes(), 0, asPreset.writes().length));
        CounterSnapshot homeLlc = window(intel[0], intel[1], intel[2], "platform.device-writes.remote-socket=home-llc");
        assertThat(homeLlc.memory()[HostCounterLayout.DRAM_WRITE_DEVICE]).isZero();
    }

    @Test
    void aPortOfTheOtherSocketIsFarFromTheMemoryOfTheFirst() {
        CounterSnapshot near = window("fabric.root-ports.rp0.socket=1", "workloads.rx.queues.cores.list=8-11");
        CounterSnapshot far = window("fabric.root-ports.rp0.socket=1", "workloads.rx.queues.node=core");
        assertThat(visibleNs(far) - visibleNs(near)).isCloseTo(HOP_NS, within(1.0));
    }
}
