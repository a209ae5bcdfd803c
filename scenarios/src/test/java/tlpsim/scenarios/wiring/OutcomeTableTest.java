package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.rule.Proves;
import tlpsim.scenarios.result.PathCounts;
import tlpsim.scenarios.wiring.TappedRun.End;

/**
 * The table of outcomes, a whole simulation for each combination of condition and kind of element: the write of a packet to a peer or to the host, the bytes in
 * which it is delivered, and the element that gets the outcome.
 *
 * <p>Source: PCIe Base Specification 2.2.7.1.1, 2.2.10.4, 2.2.11, 6.17, 7.5.3.15 and 7.5.3.16. Not here but in the tests of {@code
 * tlpsim.core.path} and of the peer: prefixes that no model of a device sends (more than one, PASID, IDE), and tags at a peer that hands out none such, which
 * no scenario can ask for.
 */
final class OutcomeTableTest {
    private static final long END_PS = 30_000_000;

    /** One queue, one packet of 128 bytes at a time, which is one write. */
    private static final String YAML = """
            name: outcomes
            platform: {preset: xeon-6140, cores: 4, l2: {size: 16 KiB, ways: 4}, llc: {size: 128 KiB, ways: 8, slices: 1, io-ways: 2}}
            fabric:
              root-complex: {peer-to-peer: forward, latency: 100 ns}
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended, credits: {return-latency: 20 ns}}
                - {id: rp1, link: gen5 x16, tph-completer: extended}
            SWITCH  endpoints:
                - {id: nic0, NIC, mps: 256 B, tph: {extended: true, st-table: {location: msi-x, entries: 64}}}
                - {id: gpu0, GPU, kind: peer, tph-completer: extended, dma-buf: {st: 0x2A, st-ext: 0x122A, ph: target}, memory: {cache: 64 KiB, ways: 4}}
            tph: {enable: extended, gate: none, mode: interrupt-vector}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 64, buffer: 2 KiB, cores: 0}
                arrivals: {rate: 1 Gbit/s, process: constant, sizes: 128 B, flows: {count: 1, zipf: 0}}
                hints: {header: HINT}
                steer: {header: STEER}
                targets: [{queues: 0, payload: TARGET, completion: host}]
                consumer: {per-packet: 10 ns, reads: {header: 64 B}}
            measure: {warm-up: 10 us, window: 10 us}
            """;

    private static final String SWITCH = "  switches:\n    - {id: sw0, port: rp0, link: gen5 x16}\n";
    private static final String BELOW_SWITCH = "port: sw0, link: gen5 x16";

    /** Where the write goes. */
    private enum Way {
        /** Up and down a switch. */
        PEER(true, BELOW_SWITCH, BELOW_SWITCH, "gpu0"),
        /** Up a switch to the root port. */
        HOST(true, BELOW_SWITCH, BELOW_SWITCH, "host"),
        /** From one root port to the other. */
        ACROSS(false, "port: rp0", "port: rp1", "gpu0"),
        /** To the root port right above. */
        DIRECT(false, "port: rp0", "port: rp1", "host");

        private final boolean throughSwitch;
        private final String nic;
        private final String gpu;
        private final String target;

        Way(boolean throughSwitch, String nic, String gpu, String target) {
            this.throughSwitch = throughSwitch;
            this.nic = nic;
            this.gpu = gpu;
            this.target = target;
        }

        String yaml() {
            return YAML.replace("SWITCH", throughSwitch ? SWITCH : "")
                    .replace("NIC", nic)
                    .replace("GPU", gpu)
                    .replace("TARGET", target)
                    .replace("HINT", "target")
                    .replace("STEER", target.equals("host") ? "fixed 0x122A" : "core");
        }
    }

    private static final String EIGHT = "tph.enable=8-bit";
    private static final String TO_HOST_8 = "workloads.rx.steer.header=fixed 0x2A";
    private static final String FLIT_NIC = "fabric.endpoints.nic0.flit=true";
    private static final String FLIT_GPU = "fabric.endpoints.gpu0.flit=true";
    private static final String FLIT_RP0 = "fabric.root-ports.rp0.flit=true";
    private static final String FLIT_RP1 = "fabric.root-ports.rp1.flit=true";
    private static final String NO_PREFIXES_SW0 = "fabric.switches.sw0.prefix={extended-fmt: true, end-end: false}";
    private static final String NO_PREFIXES_RP0 = "fabric.root-ports.rp0.prefix={extended-fmt: true, end-end: false}";
    private static final String NO_PREFIXES_RP1 = "fabric.root-ports.rp1.prefix={extended-fmt: true, end-end: false}";
    private static final String NO_PREFIXES_GPU = "fabric.endpoints.gpu0.prefix={extended-fmt: true, end-end: false}";
    private static final String NO_FMT_SW0 = "fabric.switches.sw0.prefix={extended-fmt: false, end-end: false}";
    private static final String NO_FMT_RP0 = "fabric.root-ports.rp0.prefix={extended-fmt: false, end-end: false}";
    private static final String NO_FMT_GPU = "fabric.endpoints.gpu0.prefix={extended-fmt: false, end-end: false}";
    private static final String BLOCK_ABOVE_GPU = "fabric.endpoints.gpu0.port-prefix-blocking=true";
    private static final String BLOCK_UP = "fabric.switches.sw0.prefix-blocking=true";
    private static final String STRIP = "fabric.root-complex.peer-to-peer=strip";
    private static final String REJECT = "fabric.root-complex.peer-to-peer=reject";
    private static final String RP0_NONE = "fabric.root-ports.rp0.tph-completer=none";
    private static final String RP0_TPH = "fabric.root-ports.rp0.tph-completer=tph";
    private static final String AT_PEER = "workloads.rx.targets.0.descriptor=gpu0";
    private static final String GPU_TPH = "fabric.endpoints.gpu0.tph-completer=tph";
    private static final String ONLY_8 = "fabric.endpoints.gpu0.dma-buf={st: 0x2A, ph: target}";
    private static final String AT_8 = "fabric.root-ports.rp0.hints.extended-at-8bit=";

    private static final String REDIRECT = "fabric.switches.sw0.acs-redirect=true";
    private static final String DIRECT_TRANSLATED = "fabric.switches.sw0.acs=[request-redirect, direct-translated]";
    private static final String EGRESS_CONTROL = "fabric.switches.sw0.acs=[egress-control]";
    private static final String BLOCKED_GPU = "fabric.switches.sw0.egress-blocked=[gpu0]";
    private static final String TRANSLATION_BLOCKING = ".acs=[translation-blocking]";
    private static final String ATS = "fabric.endpoints.nic0.address-type=translated";

    // Headers of the write in the forms in which it is delivered: MWr64 of 32 DWs, RID 0100, PH 10b; in Flit Mode
    // OHC-B.
    private static final String UNCHANGED = null;
    private static final String PLAIN_PEER = "60000020 010000ff 00002000 00001000";
    private static final String PLAIN_PEER_FLIT = "60000020 01000000 00002000 00001000";
    private static final String PEER_8 = "60010020 01002aff 00002000 00001002";
    private static final String PEER_16 = "90120000 60010020 01002aff 00002000 00001002";
    private static final String PEER_8_FLIT = "60020020 0100002a 00002000 00001000 00002a90";
    private static final String PEER_16_FLIT = "60020020 0100002a 00002000 00001000 00122ab0";
    private static final String PEER_PH = "60010020 010000ff 00002000 00001002";
    private static final String HOST_8 = "60010020 01002aff 00000001 00003002";
    private static final String HOST_16 = "90120000 60010020 01002aff 00000001 00003002";
    private static final String HOST_8_FLIT = "60020020 0100002a 00000001 00003000 00002a90";
    private static final String HOST_16_FLIT = "60020020 0100002a 00000001 00003000 00122ab0";
    private static final String PLAIN_PEER_AT = "60000820 010000ff 00002000 00001000";
    private static final String PEER_16_AT = "90120000 60010820 01002aff 00002000 00001002";
    private static final String PEER_16_FLIT_AT = "60020020 0100002a 00002000 00001002 00122ab0";
    private static final String PLAIN_HOST = "60000020 010000ff 00000001 00003000";

    /** The columns: way, hint asked for and what came of it where, delivered header, what makes the case. */
    private enum Row {
        NOTHING_ASKED_AT_A_PEER(Way.PEER, "plain -> plain at gpu0", UNCHANGED, "tph.enable=off"),
        NOTHING_ASKED_AT_A_ROOT_PORT(
                Way.DIRECT, "plain -> plain at rp0", UNCHANGED, EIGHT, TO_HOST_8, "workloads.rx.hints.header=none"),
        NOTHING_ASKED_FROM_FLIT_MODE(
                Way.HOST,
                "plain -> plain at sw0",
                PLAIN_HOST,
                FLIT_NIC,
                EIGHT,
                TO_HOST_8,
                "workloads.rx.hints.header=none"),
        NO_NAMESPACE_ASKED(Way.PEER, "plain -> plain at gpu0", UNCHANGED, "workloads.rx.targets.0.namespace=none"),
        TAG_ZERO_AT_A_PEER(
                Way.PEER, "ph-only -> ph-only at gpu0", UNCHANGED, EIGHT, "fabric.endpoints.gpu0.dma-buf.st=0"),
        TAG_ZERO_FROM_FLIT_MODE(
                Way.PEER, "ph-only -> ph-only at sw0", PEER_PH, FLIT_NIC, EIGHT, "fabric.endpoints.gpu0.dma-buf.st=0"),
        NO_TAG_AT_A_ROOT_PORT(Way.DIRECT, "ph-only -> ph-only at rp0", UNCHANGED, "workloads.rx.steer.header=none"),
        EIGHT_BITS_AT_A_PEER(Way.PEER, "tagged8 -> tagged8 at gpu0", UNCHANGED, EIGHT),
        SIXTEEN_BITS_AT_A_PEER(Way.PEER, "tagged16 -> tagged16 at gpu0", UNCHANGED),
        EIGHT_BITS_AT_A_ROOT_PORT_BEHIND_A_SWITCH(Way.HOST, "tagged8 -> tagged8 at rp0", UNCHANGED, EIGHT, TO_HOST_8),
        SIXTEEN_BITS_AT_A_ROOT_PORT_BEHIND_A_SWITCH(Way.HOST, "tagged16 -> tagged16 at rp0", UNCHANGED),
        EIGHT_BITS_AT_A_ROOT_PORT(Way.DIRECT, "tagged8 -> tagged8 at rp0", UNCHANGED, EIGHT, TO_HOST_8),
        SIXTEEN_BITS_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> tagged16 at rp0", UNCHANGED),
        EIGHT_BITS_AT_A_PEER_ACROSS(Way.ACROSS, "tagged8 -> tagged8 at gpu0", UNCHANGED, EIGHT),
        SIXTEEN_BITS_AT_A_PEER_ACROSS(Way.ACROSS, "tagged16 -> tagged16 at gpu0", UNCHANGED),
        IGNORED_AT_A_ROOT_PORT_BEHIND_A_SWITCH(
                Way.HOST, "tagged8 -> hint-ignored at rp0", UNCHANGED, EIGHT, TO_HOST_8, RP0_NONE),
        IGNORED_AT_A_ROOT_PORT(Way.DIRECT, "tagged8 -> hint-ignored at rp0", UNCHANGED, EIGHT, TO_HOST_8, RP0_NONE),
        DISCARDED_AT_A_ROOT_PORT(
                Way.DIRECT,
                "tagged16 -> hint-ignored at rp0",
                UNCHANGED,
                "fabric.root-ports.rp0.hints.tph-disable=true"),
        NO_EXTENDED_FMT_IN_A_SWITCH(Way.PEER, "tagged16 -> malformed at sw0", UNCHANGED, NO_FMT_SW0),
        NO_EXTENDED_FMT_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> malformed at rp0", UNCHANGED, NO_FMT_RP0),
        NO_EXTENDED_FMT_AT_A_PEER(Way.PEER, "tagged16 -> malformed at gpu0", UNCHANGED, NO_FMT_GPU),
        NO_PREFIXES_IN_A_SWITCH_TO_A_PEER(Way.PEER, "tagged16 -> malformed at sw0", UNCHANGED, NO_PREFIXES_SW0),
        NO_PREFIXES_IN_A_SWITCH_TO_THE_HOST(Way.HOST, "tagged16 -> malformed at sw0", UNCHANGED, NO_PREFIXES_SW0),
        NO_PREFIXES_AT_A_ROOT_PORT_BEHIND_A_SWITCH(
                Way.HOST, "tagged16 -> malformed at rp0", UNCHANGED, NO_PREFIXES_RP0),
        NO_PREFIXES_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> malformed at rp0", UNCHANGED, NO_PREFIXES_RP0),
        NO_PREFIXES_AT_THE_RECEIVING_PORT_OF_THE_ROOT_COMPLEX(
                Way.ACROSS, "tagged16 -> malformed at rp0", UNCHANGED, NO_PREFIXES_RP0),
        NO_PREFIXES_AT_THE_SENDING_PORT_OF_THE_ROOT_COMPLEX(
                Way.ACROSS, "tagged16 -> unsupported-request at rp1", UNCHANGED, NO_PREFIXES_RP1),
        NO_PREFIXES_AT_A_PEER(Way.PEER, "tagged16 -> malformed at gpu0", UNCHANGED, NO_PREFIXES_GPU),
        NO_PREFIXES_AT_A_PEER_ACROSS(Way.ACROSS, "tagged16 -> malformed at gpu0", UNCHANGED, NO_PREFIXES_GPU),
        EIGHT_BITS_NEED_NO_PREFIXES_IN_A_SWITCH(
                Way.PEER, "tagged8 -> tagged8 at gpu0", UNCHANGED, EIGHT, NO_PREFIXES_SW0, NO_PREFIXES_GPU),
        EIGHT_BITS_NEED_NO_PREFIXES_IN_THE_ROOT_COMPLEX(
                Way.ACROSS,
                "tagged8 -> tagged8 at gpu0",
                UNCHANGED,
                EIGHT,
                NO_PREFIXES_RP0,
                NO_PREFIXES_RP1,
                NO_PREFIXES_GPU),
        NO_TPH_PREFIX_AT_A_ROOT_PORT_WITH_EIGHT_BITS(
                Way.DIRECT, "tagged16 -> unsupported-request at rp0", UNCHANGED, RP0_TPH),
        NO_TPH_PREFIX_AT_A_ROOT_PORT_BEHIND_A_SWITCH(
                Way.HOST, "tagged16 -> unsupported-request at rp0", UNCHANGED, RP0_TPH),
        NO_TPH_PREFIX_AT_A_ROOT_PORT_WITHOUT_TPH(
                Way.HOST, "tagged16 -> unsupported-request at rp0", UNCHANGED, RP0_NONE),
        A_PEER_WITH_EIGHT_BITS_EXPORTS_ONLY_THOSE(Way.PEER, "tagged8 -> tagged8 at gpu0", UNCHANGED, GPU_TPH, ONLY_8),
        BLOCKED_DOWNWARDS_BY_A_SWITCH(Way.PEER, "tagged16 -> prefix-blocked at sw0", UNCHANGED, BLOCK_ABOVE_GPU),
        BLOCKED_UPWARDS_BY_A_SWITCH(Way.HOST, "tagged16 -> prefix-blocked at sw0", UNCHANGED, BLOCK_UP),
        BLOCKED_BY_THE_ROOT_COMPLEX(Way.ACROSS, "tagged16 -> prefix-blocked at rp1", UNCHANGED, BLOCK_ABOVE_GPU),
        EIGHT_BITS_PASS_A_BLOCKING_SWITCH(Way.PEER, "tagged8 -> tagged8 at gpu0", UNCHANGED, EIGHT, BLOCK_ABOVE_GPU),
        EIGHT_BITS_PASS_A_BLOCKING_ROOT_PORT(
                Way.ACROSS, "tagged8 -> tagged8 at gpu0", UNCHANGED, EIGHT, BLOCK_ABOVE_GPU),
        STRIPPED_OF_EIGHT_BITS(Way.ACROSS, "tagged8 -> hint-stripped at rp1", PLAIN_PEER, STRIP, EIGHT),
        STRIPPED_OF_SIXTEEN_BITS(Way.ACROSS, "tagged16 -> hint-stripped at rp1", PLAIN_PEER, STRIP),
        STRIPPED_IN_FLIT_MODE(
                Way.ACROSS, "tagged16 -> hint-stripped at rp1", PLAIN_PEER_FLIT, STRIP, FLIT_RP0, FLIT_RP1),
        STRIPPED_AND_TRANSLATED(Way.ACROSS, "tagged16 -> hint-stripped at rp1", PLAIN_PEER, STRIP, FLIT_RP0),
        STRIPPED_WHERE_NO_PREFIX_COULD_LEAVE(
                Way.ACROSS, "tagged16 -> hint-stripped at rp1", PLAIN_PEER, STRIP, NO_PREFIXES_RP1, NO_PREFIXES_GPU),
        REJECTED_WITH_A_HINT(Way.ACROSS, "tagged16 -> unsupported-request at rp1", UNCHANGED, REJECT),
        REJECTED_WITHOUT_A_HINT(Way.ACROSS, "plain -> unsupported-request at rp1", UNCHANGED, REJECT, "tph.enable=off"),
        OHC_B_AT_A_PEER(Way.PEER, "tagged16 -> tagged16 at gpu0", UNCHANGED, FLIT_NIC, FLIT_GPU),
        OHC_B_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> tagged16 at rp0", UNCHANGED, FLIT_RP0),
        OHC_B_NEEDS_NO_PREFIXES(
                Way.PEER,
                "tagged16 -> tagged16 at gpu0",
                UNCHANGED,
                FLIT_NIC,
                FLIT_GPU,
                NO_PREFIXES_SW0,
                NO_PREFIXES_GPU),
        OHC_B_AT_A_ROOT_PORT_WITHOUT_TPH(Way.DIRECT, "tagged16 -> hint-ignored at rp0", UNCHANGED, FLIT_RP0, RP0_NONE),
        OHC_B_WITH_SIXTEEN_BITS_AT_EIGHT_LOW_BYTE(
                Way.DIRECT, "tagged16 -> tagged8 at rp0", UNCHANGED, FLIT_RP0, RP0_TPH, AT_8 + "low-byte"),
        OHC_B_WITH_SIXTEEN_BITS_AT_EIGHT_IGNORED(
                Way.DIRECT, "tagged16 -> hint-ignored at rp0", UNCHANGED, FLIT_RP0, RP0_TPH, AT_8 + "ignore"),
        OHC_B_WITH_SIXTEEN_BITS_AT_EIGHT_REFUSED(
                Way.DIRECT,
                "tagged16 -> unsupported-request at rp0",
                UNCHANGED,
                FLIT_RP0,
                RP0_TPH,
                AT_8 + "unsupported-request"),
        REFUSED_BEHIND_A_TRANSLATION(
                Way.HOST,
                "tagged16 -> unsupported-request at rp0",
                HOST_16_FLIT,
                FLIT_RP0,
                RP0_TPH,
                AT_8 + "unsupported-request"),
        LOW_BYTE_BEHIND_A_TRANSLATION(Way.HOST, "tagged16 -> tagged8 at sw0", HOST_16_FLIT, FLIT_RP0, RP0_TPH),
        HV_01_BECOMES_NO_PREFIX(Way.PEER, "tagged8 -> tagged8 at sw0", PEER_8, FLIT_NIC, EIGHT),
        HV_11_BECOMES_A_PREFIX(Way.PEER, "tagged16 -> tagged16 at sw0", PEER_16, FLIT_NIC),
        HV_11_WITH_A_SHORT_TAG_BECOMES_NO_PREFIX(
                Way.PEER, "tagged16 -> tagged8 at sw0", PEER_8, FLIT_NIC, "fabric.endpoints.gpu0.dma-buf.st-ext=0x2A"),
        HV_01_BECOMES_NO_PREFIX_UPWARDS(Way.HOST, "tagged8 -> tagged8 at sw0", HOST_8, FLIT_NIC, EIGHT, TO_HOST_8),
        HV_11_BECOMES_A_PREFIX_UPWARDS(Way.HOST, "tagged16 -> tagged16 at sw0", HOST_16, FLIT_NIC),
        HV_11_BECOMES_A_PREFIX_ACROSS(Way.ACROSS, "tagged16 -> tagged16 at rp1", PEER_16, FLIT_RP0),
        REDIRECTED_TO_THE_ROOT_COMPLEX(Way.PEER, "tagged16 -> tagged16 at gpu0", UNCHANGED, REDIRECT),
        REDIRECTED_AND_STRIPPED(Way.PEER, "tagged16 -> hint-stripped at rp0", PLAIN_PEER, REDIRECT, STRIP),
        REDIRECTED_AND_REJECTED(Way.PEER, "tagged16 -> unsupported-request at rp0", UNCHANGED, REDIRECT, REJECT),
        REDIRECTED_TO_A_ROOT_PORT_THAT_FORWARDS_NOTHING_BACK(
                Way.PEER,
                "tagged16 -> unsupported-request at rp0",
                UNCHANGED,
                REDIRECT,
                "fabric.root-ports.rp0.acs=[]"),
        REDIRECTED_BEHIND_A_TRANSLATION(
                Way.PEER, "tagged16 -> hint-stripped at rp0", PLAIN_PEER, REDIRECT, STRIP, FLIT_NIC),
        TRANSLATED_AT_A_PEER(Way.PEER, "tagged16 -> tagged16 at gpu0", UNCHANGED, ATS),
        TRANSLATED_TURNS_DIRECTLY(Way.PEER, "tagged16 -> tagged16 at gpu0", UNCHANGED, ATS, DIRECT_TRANSLATED, STRIP),
        UNTRANSLATED_DOES_NOT(Way.PEER, "tagged16 -> hint-stripped at rp0", PLAIN_PEER, DIRECT_TRANSLATED, STRIP),
        TRANSLATED_KEEPS_ITS_ADDRESS_TYPE_IN_NON_FLIT_MODE(
                Way.PEER, "tagged16 -> tagged16 at sw0", PEER_16_AT, FLIT_NIC, ATS),
        TRANSLATED_KEEPS_ITS_ADDRESS_TYPE_IN_FLIT_MODE(
                Way.PEER, "tagged16 -> tagged16 at sw0", PEER_16_FLIT_AT, FLIT_GPU, ATS),
        TRANSLATED_KEEPS_ITS_ADDRESS_TYPE_WHEN_STRIPPED(
                Way.PEER, "tagged16 -> hint-stripped at rp0", PLAIN_PEER_AT, ATS, REDIRECT, STRIP),
        REFUSED_BY_THE_VECTOR_OF_A_SWITCH(
                Way.PEER, "tagged16 -> acs-violation at sw0", UNCHANGED, EGRESS_CONTROL, BLOCKED_GPU),
        REDIRECTED_BY_THE_VECTOR_OF_A_SWITCH(
                Way.PEER,
                "tagged16 -> hint-stripped at rp0",
                PLAIN_PEER,
                "fabric.switches.sw0.acs=[request-redirect, egress-control]",
                BLOCKED_GPU,
                STRIP),
        THE_VECTOR_LETS_PASS(
                Way.PEER,
                "tagged16 -> tagged16 at gpu0",
                UNCHANGED,
                "fabric.switches.sw0.acs=[request-redirect, egress-control]",
                STRIP),
        REFUSED_BY_THE_VECTOR_OF_A_ROOT_PORT(
                Way.ACROSS,
                "tagged16 -> acs-violation at rp0",
                UNCHANGED,
                "fabric.root-ports.rp0.acs=[egress-control]",
                "fabric.root-ports.rp0.egress-blocked=[rp1]"),
        MALFORMED_COMES_BEFORE_AN_ACS_VIOLATION(
                Way.PEER, "tagged16 -> malformed at sw0", UNCHANGED, EGRESS_CONTROL, BLOCKED_GPU, NO_PREFIXES_SW0),
        NO_PREFIX_BECOMES_HV_01(Way.PEER, "tagged8 -> tagged8 at sw0", PEER_8_FLIT, FLIT_GPU, EIGHT),
        A_PREFIX_BECOMES_HV_11(Way.PEER, "tagged16 -> tagged16 at sw0", PEER_16_FLIT, FLIT_GPU),
        NO_PREFIX_BECOMES_HV_01_UPWARDS(Way.HOST, "tagged8 -> tagged8 at sw0", HOST_8_FLIT, FLIT_RP0, EIGHT, TO_HOST_8),
        A_PREFIX_BECOMES_HV_11_UPWARDS(Way.HOST, "tagged16 -> tagged16 at sw0", HOST_16_FLIT, FLIT_RP0),
        A_PREFIX_BECOMES_HV_11_ACROSS(Way.ACROSS, "tagged16 -> tagged16 at rp1", PEER_16_FLIT, FLIT_RP1),
        NO_PREFIX_TO_TRANSLATE_INTO(
                Way.HOST, "tagged16 -> translation-blocked at sw0", UNCHANGED, FLIT_NIC, NO_PREFIXES_SW0),
        NO_PREFIX_TO_TRANSLATE_INTO_DOWNWARDS(
                Way.PEER, "tagged16 -> translation-blocked at sw0", UNCHANGED, FLIT_NIC, NO_PREFIXES_SW0),
        NO_PREFIX_TO_TRANSLATE_INTO_ACROSS(
                Way.ACROSS, "tagged16 -> translation-blocked at rp1", UNCHANGED, FLIT_RP0, NO_PREFIXES_RP1),
        EIGHT_BITS_TRANSLATE_WITHOUT_PREFIXES(
                Way.PEER, "tagged8 -> tagged8 at sw0", PEER_8, FLIT_NIC, EIGHT, NO_PREFIXES_SW0, NO_PREFIXES_GPU),
        BLOCKED_BEHIND_A_TRANSLATION(
                Way.PEER, "tagged16 -> prefix-blocked at sw0", UNCHANGED, FLIT_NIC, BLOCK_ABOVE_GPU),
        BLOCKED_BEHIND_A_TRANSLATION_UPWARDS(
                Way.HOST, "tagged16 -> prefix-blocked at sw0", UNCHANGED, FLIT_NIC, BLOCK_UP),
        BLOCKED_BEHIND_A_TRANSLATION_ACROSS(
                Way.ACROSS, "tagged16 -> prefix-blocked at rp1", UNCHANGED, FLIT_RP0, BLOCK_ABOVE_GPU),
        MALFORMED_BEHIND_A_TRANSLATION(Way.PEER, "tagged16 -> malformed at gpu0", PEER_16, FLIT_NIC, NO_PREFIXES_GPU);

        private final Way way;
        private final String expected;
        private final String delivered;
        private final String[] sets;

        Row(Way way, String expected, String delivered, String... sets) {
            this.way = way;
            this.expected = expected;
            this.delivered = delivered == null ? null : delivered.replace(" ", "");
            this.sets = sets;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Proves({"prefix.path", "prefix.routing", "prefix.blocked"})
    void theWriteHasThisOutcomeAtThisElementAndTheseBytes(Row row) {
        TappedRun run = TappedRun.of(DrawnScenario.read(0, row.way.yaml(), row.sets), END_PS);
        List<End> writes = of(run, AccessKind.HEADER);
        assertThat(writes).hasSizeGreaterThan(10);
        assertThat(paths(run, AccessKind.HEADER)).containsExactly(row.expected);
        End first = writes.get(0);
        assertThat(first.delivered()).isEqualTo(row.delivered == null ? first.emitted() : row.delivered);
        // A lost write is posted: it reaches no completer, and the requester goes on as if it had.
        boolean lost = first.outcome().isLost();
        long peerWrites = run.counts().peerPorts()[0][ReceiveCounter.WRITES];
        boolean toPeer = !row.way.target.equals("host");
        assertThat(peerWrites).isEqualTo(toPeer && !lost ? writes.size() : 0);
        long[] device = run.counts().devices()[0];
        assertThat(device[DeviceCounter.RX_NO_DESCRIPTOR] + device[DeviceCounter.QUEUES_STOPPED])
                .isZero();
        assertThat(of(run, AccessKind.COMPLETION))
                .isNotEmpty()
                .noneMatch(end -> end.outcome().isLost());
    }

    private static List<End> of(TappedRun run, AccessKind kind) {
        return run.ends().stream().filter(end -> end.kind() == kind).toList();
    }

    private static List<String> paths(TappedRun run, AccessKind kind) {
        List<String> names = run.plan().elementNames();
        PathCounts paths = new PathCounts(run.counts().outcomes(), names.size());
        List<String> found = new ArrayList<>();
        for (int asked = 0; asked < AskedHint.COUNT; asked++) {
            for (HintOutcome outcome : HintOutcome.values()) {
                for (int hop = 0; hop < names.size(); hop++) {
                    if (paths.at(0, kind.ordinal(), hop, asked, outcome.ordinal()) > 0) {
                        found.add(AskedHint.label(asked) + " -> " + outcome.label() + " at " + names.get(hop));
                    }
                }
            }
        }
        return found;
    }

    /** A lost read is answered with Unsupported Request by who ended it: the queue that waits for it stops. */
    private enum LostRead {
        BLOCKED_BY_A_SWITCH(Way.HOST, "tagged16 -> prefix-blocked at sw0", BLOCK_UP),
        MALFORMED_IN_A_SWITCH(Way.HOST, "tagged16 -> malformed at sw0", NO_PREFIXES_SW0),
        MALFORMED_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> malformed at rp0", NO_PREFIXES_RP0),
        UNSUPPORTED_AT_A_ROOT_PORT(Way.DIRECT, "tagged16 -> unsupported-request at rp0", RP0_TPH),
        NOT_TRANSLATABLE(Way.HOST, "tagged16 -> translation-blocked at sw0", FLIT_NIC, NO_PREFIXES_SW0),
        BLOCKED_BY_A_SWITCH_DOWNWARDS(Way.PEER, "tagged16 -> prefix-blocked at sw0", AT_PEER, BLOCK_ABOVE_GPU),
        BLOCKED_BY_THE_ROOT_COMPLEX(Way.ACROSS, "tagged16 -> prefix-blocked at rp1", AT_PEER, BLOCK_ABOVE_GPU),
        REJECTED_BY_THE_ROOT_COMPLEX(Way.ACROSS, "tagged16 -> unsupported-request at rp1", AT_PEER, REJECT),
        MALFORMED_AT_A_PEER(Way.PEER, "tagged16 -> malformed at gpu0", AT_PEER, NO_PREFIXES_GPU),
        REFUSED_BY_THE_VECTOR_OF_A_SWITCH(
                Way.PEER, "tagged16 -> acs-violation at sw0", AT_PEER, EGRESS_CONTROL, BLOCKED_GPU),
        TRANSLATION_BLOCKED_BY_A_SWITCH(
                Way.HOST, "tagged16 -> acs-violation at sw0", ATS, "fabric.switches.sw0" + TRANSLATION_BLOCKING),
        TRANSLATION_BLOCKED_BY_A_ROOT_PORT(
                Way.DIRECT, "tagged16 -> acs-violation at rp0", ATS, "fabric.root-ports.rp0" + TRANSLATION_BLOCKING);

        private final Way way;
        private final String expected;
        private final String[] sets;

        LostRead(Way way, String expected, String... sets) {
            this.way = way;
            this.expected = expected;
            this.sets = Arrays.copyOf(sets, sets.length + 2);
            this.sets[sets.length] = "workloads.rx.hints.descriptor=target";
            this.sets[sets.length + 1] = "workloads.rx.steer.descriptor=fixed 0x122A";
        }
    }

    @ParameterizedTest
    @EnumSource
    @Proves("prefix.blocked.non-posted")
    void aLostReadStopsItsQueue(LostRead read) {
        TappedRun run = TappedRun.of(DrawnScenario.read(0, read.way.yaml(), read.sets), END_PS);
        assertThat(paths(run, AccessKind.DESCRIPTOR)).containsExactly(read.expected);
        assertThat(of(run, AccessKind.HEADER)).isEmpty();
        assertThat(run.counts().devices()[0][DeviceCounter.QUEUES_STOPPED]).isEqualTo(1);
    }

    @Test
    void everyOutcomeIsReached() {
        Set<HintOutcome> reached = EnumSet.noneOf(HintOutcome.class);
        for (Row row : Row.values()) {
            for (HintOutcome outcome : HintOutcome.values()) {
                if (row.expected.contains("-> " + outcome.label() + " at ")) {
                    reached.add(outcome);
                }
            }
        }
        assertThat(reached).containsExactly(HintOutcome.values());
    }
}
