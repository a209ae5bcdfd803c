package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.pipeline.AccessKind.HEADER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.Proves;

/** What the kernel's rules, the window without TPH and the drivers do to the traffic. */
final class ControlInRunTest {
    private static final long US = 1_000_000;
    /** From the device to the host, at most. */
    private static final long WAY_PS = 2 * US;

    private static final String YAML = """
            name: control
            seed: 3
            platform:
              preset: epyc-9655
              cores: 8
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 4, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - {id: nic0, port: rp0, mps: 256 B, tph: {st-table: {location: capability, entries: 16}}}
            tph: {enable: 8-bit, mode: interrupt-vector}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {list: 0-3}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static DrawnScenario scenario(String... sets) {
        return DrawnScenario.read(3, YAML, sets);
    }

    private static TappedRun run(String... sets) {
        return TappedRun.of(scenario(sets), 60 * US);
    }

    private static ControlRecord control(String... sets) {
        try (Simulation simulation = new Simulation(
                scenario(sets).config(),
                java.nio.file.Path.of("."),
                Column.CONFIGURED,
                3,
                EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord();
        }
    }

    private static List<HintOutcome> headers(TappedRun run, long fromPs, long toPs) {
        return run.ends().stream()
                .filter(end -> end.kind() == HEADER && end.arrivalPs() >= fromPs && end.arrivalPs() < toPs)
                .map(TappedRun.End::outcome)
                .toList();
    }

    @Test
    @Proves({"tph.update", "kernel.set-st.window"})
    void noTphLeavesTheFunctionFromTheClearOfRequesterEnableToItsRestore() {
        // Read and clear, three reads, the entry, read and restore: at 5 us each, clear at 20 us, restore at 50 us.
        TappedRun run = run(
                "tph.config-access=5 us", "tph.events=[{at: 10 us, op: write-st, device: nic0, index: 0, core: 5}]");

        assertThat(headers(run, WAY_PS, 20 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
        assertThat(headers(run, 20 * US + WAY_PS, 50 * US)).isNotEmpty().containsOnly(HintOutcome.PLAIN);
        assertThat(headers(run, 50 * US + WAY_PS, 60 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
    }

    @ParameterizedTest
    @CsvSource({
        "capability, current, 5, 3, 0, 0, 8, 6",
        "capability, v17, 2, 3, 0, 0, 5, 3",
        "msi-x, current, 3, 2, 1, 1, 5.6, 3.6",
        "msi-x, v17, 2, 2, 1, 1, 4.6, 2.6"
    })
    @Proves({"cost.capability", "cost.msix", "kernel.cached-capability"})
    void anEntryCostsTheKernelsAccessesInTime(
            String location,
            String kernel,
            int reads,
            int writes,
            int mmioReads,
            int mmioWrites,
            double us,
            double off) {
        ControlOutcome outcome = control(
                        "tph.kernel=" + kernel,
                        "fabric.endpoints.nic0.tph.st-table.location=" + location,
                        "tph.events=[{at: 10 us, op: write-st, device: nic0, index: 0, core: 5}]")
                .outcomes()
                .get(0);

        assertThat(outcome.report().ok()).isTrue();
        assertThat(outcome.report().accesses().configReads()).isEqualTo(reads);
        assertThat(outcome.report().accesses().configWrites()).isEqualTo(writes);
        assertThat(outcome.report().accesses().mmioReads()).isEqualTo(mmioReads);
        assertThat(outcome.report().accesses().mmioWrites()).isEqualTo(mmioWrites);
        assertThat(outcome.endPs() - outcome.startPs()).isEqualTo(Math.round(us * US));
        assertThat(outcome.withoutTphPs()).isEqualTo(Math.round(off * US));
    }

    @Test
    void callsOnOneFunctionFollowOneAnother() {
        List<ControlOutcome> outcomes = control(
                        "tph.events=[{at: 10 us, op: write-st, device: nic0, index: 0, core: 5},"
                                + " {at: 11 us, op: write-st, device: nic0, index: 1, core: 5}]")
                .outcomes();

        assertThat(outcomes.get(1).startPs()).isEqualTo(outcomes.get(0).endPs()).isEqualTo(18 * US);
    }

    @Test
    @Proves("kernel.enable.busy")
    void anEnabledFunctionIsBusyAndKeepsWhatItHas() {
        String[] sets = {
            "tph.config-access=0 us", "tph.events=[{at: 10 us, op: enable, device: nic0, enable: extended}]"
        };

        ControlOutcome outcome = control(sets).outcomes().get(0);
        assertThat(outcome.report().refusedBy(KernelRule.ENABLE_BUSY)).isTrue();
        assertThat(headers(run(sets), WAY_PS, 60 * US)).containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void anEntryIsNotWrittenWhileTphIsOffAndTheDriverMakesUpForItsOwnAfterEnable() {
        String[] sets = {
            "tph.enable=off",
            "tph.config-access=10 ns",
            "tph.events=[{at: 5 us, op: write-st, device: nic0, index: 0, core: 5}, {at: 20 us, op: enable, device: nic0}]"
        };
        List<ControlOutcome> outcomes = control(sets).outcomes();
        assertThat(outcomes.get(0).report().refusedBy(KernelRule.SET_ST_ENABLED))
                .isTrue();
        assertThat(outcomes)
                .extracting(ControlOutcome::cause)
                .containsExactly(
                        "event write-st",
                        "event enable",
                        "driver, after enable",
                        "driver, after enable",
                        "driver, after enable",
                        "driver, after enable");

        TappedRun run = run(sets);
        assertThat(headers(run, WAY_PS, 20 * US)).containsOnly(HintOutcome.PLAIN);
        assertThat(headers(run, 21 * US + WAY_PS, 60 * US)).containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void afterDisableNothingIsSent() {
        TappedRun run = run("tph.events=[{at: 20 us, op: disable, device: nic0}]");

        assertThat(headers(run, WAY_PS, 20 * US)).containsOnly(HintOutcome.TAGGED8);
        assertThat(headers(run, 21 * US + WAY_PS, 60 * US)).isNotEmpty().containsOnly(HintOutcome.PLAIN);
    }

    /** The error that 9e2211c9425f repaired: mode 1 comes back as 01b, mode 2 as the reserved 10b. */
    @ParameterizedTest
    @CsvSource({
        "merged, interrupt-vector, TAGGED8",
        "current, interrupt-vector, TAGGED16",
        "merged, device-specific, PLAIN",
        "current, device-specific, TAGGED16"
    })
    @Proves({"kernel.set-st.restore", "tph.enable.reserved"})
    void theKernelAsMergedRestoresTheModesNumber(String kernel, String mode, HintOutcome outcome) {
        TappedRun run = run("tph.enable=extended", "tph.kernel=" + kernel, "tph.mode=" + mode);

        assertThat(headers(run, WAY_PS, 60 * US)).isNotEmpty().containsOnly(outcome);
    }

    private static final String MOVE = "tph.events=[{at: 10 us, op: set-affinity, workload: rx, queue: 1, core: 6}]";

    @Test
    void aRestartDropsWhatArrivesForTheQueueAndNothingElse() {
        TappedRun run = run(MOVE, "workloads.rx.driver={model: bnxt, update-latency: 2 us, restart-time: 15 us}");
        long[] nic = run.counts().devices()[0];

        // 25.6 Gbit/s of 256 B are 9.8 packets per microsecond, a quarter of them of queue 1.
        assertThat(nic[DeviceCounter.RESTART_DROPS]).isBetween(10L, 15L * 10);
        assertThat(nic[DeviceCounter.OFFERED_UNITS])
                .isEqualTo(nic[DeviceCounter.ACCEPTED_UNITS]
                        + nic[DeviceCounter.RX_MISSED]
                        + nic[DeviceCounter.RX_NO_DESCRIPTOR]
                        + nic[DeviceCounter.RESTART_DROPS]);
        // The move at 10 us, 2 us of latency, 8 accesses: the restart begins at 20 us and ends at 35 us.
        assertThat(run.ends().stream()
                        .filter(end -> end.kind() == HEADER && end.queue() == 1)
                        .filter(end -> end.arrivalPs() > 20 * US + WAY_PS && end.arrivalPs() < 35 * US))
                .isEmpty();
        assertThat(run.ends().stream()
                        .filter(end -> end.kind() == HEADER && end.queue() == 2)
                        .filter(end -> end.arrivalPs() > 20 * US + WAY_PS && end.arrivalPs() < 35 * US))
                .isNotEmpty();
        assertThat(control(MOVE, "workloads.rx.driver.model=bnxt").restarts()).isTrue();
    }

    @Test
    void restartsOfOneDeviceFollowOneAnother() {
        String two = "tph.events=[{at: 0 us, op: set-affinity, workload: rx, queue: 1, core: 6},"
                + " {at: 0 us, op: set-affinity, workload: rx, queue: 2, core: 7}]";
        long one = drops(MOVE.replace("10 us", "0 us"));
        long both = drops(two);
        assertThat(both).isGreaterThan(one * 3 / 2);
    }

    private static long drops(String events) {
        TappedRun run = run(events, "workloads.rx.driver={model: bnxt, update-latency: 0 us, restart-time: 20 us}");
        return run.counts().devices()[0][DeviceCounter.RESTART_DROPS];
    }

    @Test
    void aHypervisorHasNothingToRewriteWhereTphWasNeverOn() {
        String[] guest = {
            "guests=[{id: vm0, vcpus: 0-3, update-latency: 1 us}]",
            "workloads.rx.queues.cores={guest: vm0}",
            "tph.events=[{at: 10 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 7}]"
        };
        String[] off = java.util.Arrays.copyOf(guest, guest.length + 1);
        off[guest.length] = "tph.enable=off";

        assertThat(control(guest).outcomes()).hasSize(1);
        assertThat(control(off).outcomes()).isEmpty();
        off[2] = "tph.events=[{at: 5 us, op: enable, device: nic0, enable: 8-bit},"
                + " {at: 20 us, op: migrate-vcpu, guest: vm0, vcpu: 1, core: 7}]";
        assertThat(control(off).outcomes())
                .extracting(ControlOutcome::cause)
                .contains("hypervisor, vCPU 1 of vm0 moved");
    }

    @Test
    void aDriverThatNeverFollowsMakesNoCalls() {
        assertThat(control(MOVE, "workloads.rx.driver.model=none").outcomes()).isEmpty();
    }

    /** All queues on one core share one entry; a queue that joins another core's takes no call. */
    @Test
    void mlx5SharesEntriesByTag() {
        String[] sets = {
            "workloads.rx.driver.model=mlx5",
            "tph.mode=device-specific",
            "tph.events=[{at: 10 us, op: set-affinity, workload: rx, queue: 1, core: 0},"
                    + " {at: 20 us, op: set-affinity, workload: rx, queue: 2, core: 7}]"
        };
        List<ControlOutcome> outcomes = control(sets).outcomes();

        assertThat(outcomes.get(0).report().operation()).isEqualTo("shared entry");
        assertThat(outcomes.get(0).withoutTphPs()).isZero();
        assertThat(outcomes.get(1).report().operation()).isEqualTo("pcie_tph_set_st_entry");
        assertThat(outcomes.get(1).report().ok()).isTrue();
        assertThat(headers(run(sets), WAY_PS, 10 * US)).isNotEmpty().containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void mlx5HasOneEntryLessThanTheTableAndTheRestGoesWithoutTph() {
        String[] sets = {
            "workloads.rx.driver.model=mlx5", "tph.mode=device-specific", "fabric.endpoints.nic0.tph.st-table.entries=4"
        };
        TappedRun run = run(sets);

        assertThat(run.ends().stream().filter(end -> end.kind() == HEADER && end.queue() == 3))
                .isNotEmpty()
                .allMatch(end -> end.outcome() == HintOutcome.PLAIN);
        assertThat(run.ends().stream().filter(end -> end.kind() == HEADER && end.queue() == 2))
                .isNotEmpty()
                .allMatch(end -> end.outcome() == HintOutcome.TAGGED8);
        assertThat(control(sets).grants().get(0).queues()).isEqualTo("0-2");
        assertThat(control(sets).grants().get(1).queues()).isEqualTo("3");
        assertThat(control(sets).grants().get(1).sentence())
                .isEqualTo("asked 8-bit, granted no hint: the table has no entry for them"
                        + " (kernel.set-st.bounds, -ENXIO)");
    }

    @Test
    void withoutATableMlx5WritesTheTagIntoTheQueueAndNoCallIsMade() {
        String[] sets = {
            "workloads.rx.driver.model=mlx5",
            "tph.mode=device-specific",
            "fabric.endpoints.nic0.tph.st-table={location: none}",
            MOVE
        };
        assertThat(control(sets).outcomes()).hasSize(1);
        assertThat(control(sets).outcomes().get(0).withoutTphPs()).isZero();
        assertThat(headers(run(sets), WAY_PS, 60 * US)).containsOnly(HintOutcome.TAGGED8);
    }
}
