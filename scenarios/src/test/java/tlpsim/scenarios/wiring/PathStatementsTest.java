package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.pipeline.AccessKind.COMPLETION;
import static tlpsim.core.pipeline.AccessKind.HEADER;
import static tlpsim.core.pipeline.AccessKind.PAYLOAD;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.peer.EngineCounter;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.scenarios.result.CounterSnapshot;

/** What the scenarios with switches and peers claim in their comments. */
final class PathStatementsTest {
    private static final int VISIBLE = 0;
    private static final int END = 2;
    private static final AccessKind[] DATA = {HEADER, PAYLOAD};

    private static void assertAll(BundledRun run, String flow, AccessKind kind, String what) {
        assertThat(run.paths(flow, kind).keySet()).as(flow + "." + kind.label()).containsExactly(what);
    }

    private static void assertData(BundledRun run, String flow, String what) {
        for (AccessKind kind : DATA) {
            assertAll(run, flow, kind, what);
        }
    }

    private static long peer(BundledRun run, int peer, int counter) {
        return run.window().peers()[peer][counter];
    }

    @ParameterizedTest
    @CsvSource({
        "either, tph.enable=extended, tagged16, tagged8 -> tagged8",
        "preferred, workloads.rx.targets.2.namespace=preferred, tagged16, plain -> plain",
        "enable-8bit, tph.enable=8-bit, tagged8, tagged8 -> tagged8"
    })
    void eachQueueOfADeviceGetsWhatItsTargetSupports(String variant, String set, String tag, String atGpu1) {
        BundledRun run = BundledRun.of("heterogeneous", set);
        assertAll(run, "rx[0-3]", HEADER, tag + " -> " + tag + " at rp0");
        assertAll(run, "rx[0-3]", PAYLOAD, "plain -> plain at rp0");
        assertData(run, "rx[4-7]", tag + " -> " + tag + " at gpu0");
        assertData(run, "rx[8-11]", atGpu1 + " at gpu1");
        for (String flow : new String[] {"rx[0-3]", "rx[4-7]", "rx[8-11]"}) {
            assertAll(run, flow, COMPLETION, tag + " -> " + tag + " at rp0");
        }
        assertThat(run.lost()).isZero();
        boolean hinted = !variant.equals("preferred");
        assertThat(peer(run, 0, PeerCounter.ENGINE_HITS)).isPositive();
        assertThat(peer(run, 0, PeerCounter.ENGINE_MISSES)).isZero();
        assertThat(peer(run, 1, PeerCounter.ENGINE_HITS) > 0).isEqualTo(hinted);
        assertThat(peer(run, 1, PeerCounter.ENGINE_MISSES) > 0).isEqualTo(!hinted);
    }

    @Test
    void theGateOfLinuxLeavesNothingOfHintsWhereTheRootPortIsNoCompleter() {
        BundledRun gated = BundledRun.of("case-2-no-root-port-completer", "fabric.endpoints.nic0.vfio.design=mail");
        BundledRun off = BundledRun.of(
                Column.HINTS_OFF, "case-2-no-root-port-completer", "fabric.endpoints.nic0.vfio.design=mail");
        assertData(gated, "rx[4-7]", "plain -> plain at gpu0");
        assertAll(gated, "rx[0-3]", HEADER, "plain -> plain at rp0");
        assertThat(gated.record().text()).isEqualTo(off.record().text());
    }

    @Test
    void withoutTheGateEightBitTagsCountAtThePeerAndAreIgnoredAtTheHost() {
        BundledRun run = BundledRun.of(
                "case-2-no-root-port-completer", "fabric.endpoints.nic0.vfio.design=ungated-peer-to-peer");
        assertAll(run, "rx[0-3]", HEADER, "tagged8 -> hint-ignored at rp0");
        assertData(run, "rx[4-7]", "tagged8 -> tagged8 at gpu0");
        assertThat(peer(run, 0, PeerCounter.ENGINE_MISSES)).isZero();
        assertThat(run.lost()).isZero();
    }

    @Test
    void withoutTheGateSixteenBitTagsLoseWhatTheyCarryToTheHost() {
        BundledRun run = BundledRun.of(
                "case-2-no-root-port-completer",
                "fabric.endpoints.nic0.vfio.design=ungated-peer-to-peer",
                "tph.enable=extended");
        assertAll(run, "rx[0-3]", HEADER, "tagged16 -> unsupported-request at rp0");
        assertData(run, "rx[4-7]", "tagged16 -> tagged16 at gpu0");
        assertAll(run, "rx[0-3]", PAYLOAD, "plain -> plain at rp0");
        assertThat(run.lost())
                .isEqualTo(run.paths("rx[0-3]", HEADER).get("tagged16 -> unsupported-request at rp0"))
                .isEqualTo(run.record().atEnd().rootPorts()[0][ReceiveCounter.LOST]);
        long unread = run.window().flows().readWithoutData()[0];
        assertThat(unread).isPositive();
        assertThat(run.window().flows().readWithoutData()[1]).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "strip, tagged16 -> hint-stripped at rp1",
        "forward, tagged16 -> tagged16 at gpu0",
        "reject, tagged16 -> unsupported-request at rp1"
    })
    void thePolicyOfTheRootComplexDecidesWhatRemains(String policy, String what) {
        BundledRun run = BundledRun.of("p2p-through-root-complex", "fabric.root-complex.peer-to-peer=" + policy);
        assertThat(run.way("rx", PAYLOAD)).containsExactly("nic0", "rp0", "rp1", "gpu0");
        assertThat(run.way("rx", COMPLETION)).containsExactly("nic0", "rp0", "host");
        assertData(run, "rx", what);
        assertAll(run, "rx", COMPLETION, "tagged16 -> tagged16 at rp0");
        CounterSnapshot window = run.window();
        boolean rejected = policy.equals("reject");
        assertThat(window.peerPorts()[0][ReceiveCounter.WRITES] == 0).isEqualTo(rejected);
        assertThat(peer(run, 0, PeerCounter.LINES_TO_CACHE) > 0).isEqualTo(policy.equals("forward"));
        assertThat(peer(run, 0, PeerCounter.LINES_TO_MEMORY) > 0).isEqualTo(policy.equals("strip"));
        assertThat(window.flows().readWithoutData()[0] > 0).isEqualTo(rejected);
        // The device never hears of it: its packets are accepted and their entries written all the same.
        assertThat(window.devices()[0][DeviceCounter.RX_NO_DESCRIPTOR] + window.devices()[0][DeviceCounter.RX_MISSED])
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fabric.switches.sw0.acs-redirect=false | tagged16 -> tagged16 at gpu0 | nic0 sw0 gpu0",
                "fabric.switches.sw0.acs-redirect=true | tagged16 -> hint-stripped at rp0 | nic0 sw0 rp0 rp0 sw0 gpu0",
                "fabric.switches.sw0.acs=[egress-control, request-redirect] | tagged16 -> tagged16 at gpu0 | nic0 sw0 gpu0"
            })
    void accessControlDecidesWhereWritesTurnAndWhatRemains(String set, String what, String way) {
        BundledRun run = BundledRun.of("acs-redirect", set);
        assertThat(run.way("rx", PAYLOAD)).containsExactly(way.split(" "));
        assertData(run, "rx", what);
        assertAll(run, "rx", COMPLETION, "tagged16 -> tagged16 at rp0");
        assertThat(run.lost()).isZero();
    }

    @Test
    void translatedWritesTurnInTheSwitchWithDirectTranslatedAndAreLostWithTranslationBlocking() {
        String ats = "fabric.endpoints.nic0.address-type=translated";
        BundledRun direct =
                BundledRun.of("acs-redirect", ats, "fabric.switches.sw0.acs=[request-redirect, direct-translated]");
        assertData(direct, "rx", "tagged16 -> tagged16 at gpu0");
        BundledRun off = BundledRun.of("acs-redirect");
        assertThat(direct.record().atEnd().outcomes())
                .isEqualTo(off.record().atEnd().outcomes());

        BundledRun blocked = BundledRun.of("acs-redirect", ats, "fabric.switches.sw0.acs=[translation-blocking]");
        assertAll(blocked, "rx", AccessKind.DESCRIPTOR, "plain -> acs-violation at sw0");
        assertThat(blocked.paths("rx", PAYLOAD)).isEmpty();
    }

    @Test
    void withoutAMappingOfThePeerItsPayloadGoesToTheHostAndThePeerSeesNothing() {
        BundledRun run = BundledRun.of(
                "acs-redirect", "fabric.switches.sw0.acs-redirect=true", "platform.io.p2pdma=not-whitelisted");
        assertThat(run.way("rx", PAYLOAD)).containsExactly("nic0", "sw0", "rp0", "host");
        assertData(run, "rx", "plain -> plain at rp0");
        assertThat(run.window().peerPorts()[0][ReceiveCounter.WRITES]).isZero();
        // Below one switch without redirect nobody asks the host bridge.
        assertData(
                BundledRun.of("acs-redirect", "platform.io.p2pdma=not-whitelisted"),
                "rx",
                "tagged16 -> tagged16 at gpu0");
    }

    @ParameterizedTest
    @CsvSource({
        "tph.enable=8-bit, tagged8 -> tagged8 at sw0, tagged8 -> tagged8 at sw0",
        "tph.enable=extended, tagged16 -> tagged16 at sw0, tagged16 -> tagged16 at sw0",
        "fabric.endpoints.gpu0.prefix.end-end=false, tagged16 -> malformed at gpu0, tagged16 -> tagged16 at sw0",
        "fabric.endpoints.gpu0.port-prefix-blocking=true, tagged16 -> prefix-blocked at sw0, tagged16 -> tagged16 at sw0",
        "fabric.switches.sw0.prefix.end-end=false, tagged16 -> translation-blocked at sw0, tagged16 -> translation-blocked at sw0"
    })
    void aSwitchTranslatesHintsAsFarAsTheWayOutTakesThem(String set, String toPeer, String toHost) {
        BundledRun run = BundledRun.of("flit-to-non-flit", set);
        assertData(run, "rx[4-7]", toPeer);
        assertAll(run, "rx[0-3]", HEADER, toHost);
        assertAll(run, "rx[0-3]", PAYLOAD, "plain -> plain at sw0");
        // Entries carry no hint, so that they are never lost with the data.
        for (String flow : new String[] {"rx[0-3]", "rx[4-7]"}) {
            assertAll(run, flow, COMPLETION, "plain -> plain at sw0");
        }
        boolean lost = !toPeer.endsWith("tagged8 at sw0") && !toPeer.endsWith("tagged16 at sw0");
        assertThat(run.window().flows().readWithoutData()[1] > 0).isEqualTo(lost);
    }

    @Test
    void aSixteenBitTagThatFitsInEightBitsNeedsNoPrefixAndPassesABlockingPort() {
        BundledRun run = BundledRun.of(
                "flit-to-non-flit",
                "fabric.endpoints.gpu0.port-prefix-blocking=true",
                "fabric.endpoints.gpu0.dma-buf.st-ext=0x11");
        assertData(run, "rx[4-7]", "tagged16 -> tagged8 at sw0");
        assertThat(run.lost()).isZero();
    }

    private static final String SLOW_WINDOW = "measure={warm-up: 60 us, window: 150 us}";

    @Test
    void anEntryAtTheHostOvertakesItsDataAtAPeerAndTheEngineReadsOldData() {
        BundledRun run = BundledRun.of("visible-before-data", SLOW_WINDOW, "workloads.rx.flush-reads=false");
        CounterSnapshot all = run.record().atEnd();
        long units = CounterSnapshot.sum(all.engines(), EngineCounter.UNITS);
        assertThat(units).isGreaterThan(20);
        assertThat(all.early()[0]).isGreaterThanOrEqualTo(units);
        assertThat(all.flows().readWithoutData()[0]).isGreaterThanOrEqualTo(units);
    }

    @Test
    void aFlushReadPutsTheEntryBehindItsDataAndCostsTheTimeUntilTheDataIsVisible() {
        BundledRun without = BundledRun.of("visible-before-data", SLOW_WINDOW, "workloads.rx.flush-reads=false");
        BundledRun flushing = BundledRun.of("visible-before-data", SLOW_WINDOW, "workloads.rx.flush-reads=true");
        CounterSnapshot all = flushing.record().atEnd();
        assertThat(all.early()[0]).isZero();
        assertThat(all.flows().readWithoutData()[0]).isZero();
        long[] device = all.devices()[0];
        assertThat(device[DeviceCounter.FLUSH_READS]).isPositive();
        long latencyPs = 3_000_000;
        assertThat(device[DeviceCounter.FLUSH_WAIT_PS])
                .isGreaterThan(latencyPs * device[DeviceCounter.FLUSH_READS] * 9 / 10);
        assertThat(flushing.delays("rx", END).getValueAtPercentile(50))
                .isGreaterThan(without.delays("rx", END).getValueAtPercentile(50) + latencyPs);
    }

    @Test
    void anEntryBesideItsDataIsNeverEarly() {
        BundledRun run = BundledRun.of("visible-before-data", SLOW_WINDOW, "workloads.rx.targets.0.completion=gpu0");
        assertThat(CounterSnapshot.sum(run.record().atEnd().engines(), EngineCounter.UNITS))
                .isGreaterThan(20);
        assertThat(run.record().atEnd().early()[0]).isZero();
        assertThat(run.record().atEnd().flows().readWithoutData()[0]).isZero();
    }

    private static BundledRun slowPeer(String bandwidth, String... sets) {
        String[] all = Arrays.copyOf(sets, sets.length + 2);
        all[sets.length] = "fabric.endpoints.gpu0.memory.bandwidth=" + bandwidth;
        all[sets.length + 1] = "measure={warm-up: 80 us, window: 60 us}";
        return BundledRun.of("slow-peer-blocks-host", all);
    }

    @Test
    void aSlowPeerDelaysTheHostsQueuesOfTheSameDeviceAndNoOtherDevice() {
        BundledRun fast = slowPeer("100 GB/s");
        BundledRun slow = slowPeer("2 GB/s");
        long median = fast.delays("mixed[2-3]", END).getValueAtPercentile(50);
        assertThat(slow.delays("mixed[2-3]", END).getValueAtPercentile(50)).isGreaterThan(10 * median);
        assertThat(slow.delays("other", END).getValueAtPercentile(99))
                .isEqualTo(fast.delays("other", END).getValueAtPercentile(99));
        long[][] ports = slow.window().ports();
        assertThat(ports[0][PortCounter.CREDIT_WAIT_PS]).as("nic1").isZero();
        assertThat(ports[1][PortCounter.CREDIT_WAIT_PS]).as("nic0").isPositive();
    }

    @Test
    void relaxedOrderingLetsDataForTheHostPassAndItsEntriesNot() {
        BundledRun strict = slowPeer("2 GB/s");
        BundledRun relaxed = slowPeer("2 GB/s", "fabric.endpoints.nic0.relaxed-ordering={payload: true, header: true}");
        assertThat(relaxed.delays("mixed[2-3]", VISIBLE).getValueAtPercentile(50))
                .isLessThan(strict.delays("mixed[2-3]", VISIBLE).getValueAtPercentile(50) * 2 / 3);
        assertThat(relaxed.delays("mixed[2-3]", END).getValueAtPercentile(50))
                .isGreaterThan(strict.delays("mixed[2-3]", END).getValueAtPercentile(50) * 9 / 10);
    }

    @Test
    void behindABlockingPortSixteenBitTagsLoseAllDataAndNobodyIsTold() {
        BundledRun wide = BundledRun.of("prefix-blocked", "tph.enable=extended");
        BundledRun narrow = BundledRun.of("prefix-blocked", "tph.enable=8-bit");
        assertData(wide, "rx[4-7]", "tagged16 -> prefix-blocked at sw0");
        assertThat(wide.record().atEnd().peerPorts()[0]).containsOnly(0);
        assertThat(wide.window().flows().readWithoutData()[1]).isPositive();
        assertData(narrow, "rx[4-7]", "tagged8 -> tagged8 at gpu0");
        assertThat(narrow.lost()).isZero();
        assertThat(narrow.window().flows().readWithoutData()[1]).isZero();
        // All that the device counts is the same, but for bytes on the link.
        assertThat(wide.window().devices()).isDeepEqualTo(narrow.window().devices());
        assertThat(wide.window().accepted()).isEqualTo(narrow.window().accepted());
    }

    @Test
    void theSamePortWithoutBlockingDeliversThem() {
        BundledRun run = BundledRun.of("prefix-blocked", "fabric.endpoints.gpu0.port-prefix-blocking=false");
        assertData(run, "rx[4-7]", "tagged16 -> tagged16 at gpu0");
        assertThat(run.lost()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rx[0-7]", "rx[8-15]", "rx[16-23]", "rx[24-31]"})
    void aNicThatWritesIntoGpusSendsEntriesAloneUpstreamAndTagsKeepItsDataInTheirCaches(String flow) {
        String window = "measure={warm-up: 10 us, window: 10 us}";
        BundledRun run = BundledRun.of("ai-nic-800g-p2p", window);
        BundledRun off = BundledRun.of(Column.HINTS_OFF, "ai-nic-800g-p2p", window);
        assertThat(run.way(flow, PAYLOAD)).hasSize(3).startsWith("nic0", "sw0");
        assertData(
                run, flow, "tagged16 -> tagged16 at " + run.way(flow, PAYLOAD).get(2));
        assertAll(run, flow, COMPLETION, "tagged16 -> tagged16 at rp0");
        long[] rootPort = run.window().rootPorts()[0];
        assertThat(rootPort[ReceiveCounter.WRITES]).isPositive();
        long entries = run.window().devices()[0][DeviceCounter.COMPLETION_WRITES];
        assertThat(rootPort[ReceiveCounter.WRITES]).isBetween(entries - 20, entries + 20);
        assertThat(CounterSnapshot.sum(run.window().peers(), PeerCounter.ENGINE_MISSES))
                .isZero();
        assertThat(CounterSnapshot.sum(off.window().peers(), PeerCounter.ENGINE_HITS))
                .isZero();
        assertThat(CounterSnapshot.sum(run.window().peers(), PeerCounter.MEMORY_WRITE_BYTES))
                .isLessThan(CounterSnapshot.sum(off.window().peers(), PeerCounter.MEMORY_WRITE_BYTES));
    }
}
