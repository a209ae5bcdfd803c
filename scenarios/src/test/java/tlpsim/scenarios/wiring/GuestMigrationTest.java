package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.Threading;

/** What becomes of queues and their tags when a hypervisor moves the vCPUs that serve them. */
final class GuestMigrationTest {
    private static final long US = 1_000_000;

    /** Vector Control of the four queues of vf0, on vCPUs 0, 1, 0, 1: an entry takes 5.6 us. */
    private static final String YAML = """
            name: guests
            seed: 3
            platform: {preset: epyc-9655, cores: 16}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: tph}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, sriov: 2, tph: {st-table: {location: msi-x, entries: 8}}}
            tph:
              enable: 8-bit
              mode: interrupt-vector
              events:
                - {at: 10 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 9}
            guests:
              - {id: vm0, vcpus: 0-1, update-latency: 20 us}
              - {id: vm1, vcpus: 2-3}
            workloads:
              - id: a
                device: nic0.vf0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {guest: vm0}}
                arrivals: {rate: 10 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                driver: {model: bnxt}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
              - id: b
                device: nic0.vf1
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {guest: vm1}}
                arrivals: {rate: 10 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 100 us}
            """;

    private static DrawnScenario scenario(String... sets) {
        return DrawnScenario.read(3, YAML, sets);
    }

    private static ControlRecord control(String... sets) {
        try (Simulation simulation = simulation(sets)) {
            return simulation.controlRecord();
        }
    }

    private static Simulation simulation(String... sets) {
        return new Simulation(
                scenario(sets).config(), Path.of("."), Column.CONFIGURED, 3, EngineConfig.of(Threading.INLINE));
    }

    @Test
    void queuesOfAGuestAreServedByItsVcpusInTurnWhereThoseAre() {
        try (Simulation simulation = simulation()) {
            assertThat(cores(simulation)).containsExactly(0, 1, 0, 1, 2, 3);
            simulation.beginWindow();
            simulation.runUntil(30 * US);
            assertThat(cores(simulation)).containsExactly(0, 9, 0, 9, 2, 3);
        }
    }

    private static int[] cores(Simulation simulation) {
        int[] cores = new int[6];
        for (int queue = 0; queue < cores.length; queue++) {
            cores[queue] = simulation.queues().core(queue);
        }
        return cores;
    }

    @Test
    void theHypervisorRewritesTheEntryOfEachQueueAfterItsLatencyAndTheDriverRestartsNothing() {
        List<ControlOutcome> outcomes = control().outcomes();

        assertThat(outcomes)
                .extracting(ControlOutcome::cause)
                .containsExactly("hypervisor, vCPU 1 of vm0 moved", "hypervisor, vCPU 1 of vm0 moved");
        assertThat(outcomes).extracting(ControlOutcome::device).containsOnly("nic0.vf0");
        assertThat(outcomes.get(0).startPs()).isEqualTo(30 * US);
        assertThat(outcomes.get(1).startPs()).isEqualTo(outcomes.get(0).endPs());
        assertThat(control().restarts()).isFalse();
    }

    @Test
    void tagsAreStaleFromTheMoveToTheEndOfTheCallThatWritesThem() {
        assertThat(control().stalePs()).hasValue(20 * US + 5_600_000 + 20 * US + 11_200_000);
        assertThat(control().withoutTphPs()).hasValue(2 * 3_600_000);
    }

    @Test
    void withoutRewriteTheyStayStaleToTheEndOfTheWindow() {
        ControlRecord control = control("guests.vm0.on-migration=none");

        assertThat(control.outcomes()).isEmpty();
        assertThat(control.stalePs()).hasValue(2 * 90 * US);
    }

    @Test
    void aVcpuThatComesBackBeforeTheRewriteEndsTheStaleTimeItself() {
        ControlRecord control = control("tph.events=[{at: 10 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 9},"
                + " {at: 15 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 1}]");

        assertThat(control.stalePs()).hasValue(2 * 5 * US);
        // The hypervisor does not look whether there is anything to do.
        assertThat(control.outcomes()).hasSize(4);
    }

    @Test
    void aCoreWithTheSameTagMakesNothingStale() {
        ControlRecord control = control(
                "platform.firmware.tags-8bit={target: cluster}",
                "tph.events=[{at: 10 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 5}]");

        assertThat(control.stalePs()).hasValue(0);
    }
}
