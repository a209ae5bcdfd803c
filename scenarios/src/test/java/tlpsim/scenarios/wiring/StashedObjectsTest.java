package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.tlp.TlpFlyweight;

/** What a driver asks to have stashed carries its tag, and nothing else does. */
final class StashedObjectsTest {
    private static final long US = 1_000_000;

    private static final String YAML = """
            name: objects
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
                - {id: nic0, port: rp0, mps: 256 B, tph: {modes: [device-specific], st-table: {location: none}}}
            tph: {enable: 8-bit, mode: device-specific}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 4, ring: 64, buffer: 2 KiB, cores: {list: 0-3}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 700 B, flows: {count: 64, zipf: 0}}
                driver: {model: direct, objects: OBJECTS}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 20 us, window: 20 us}
            """;

    private static DrawnScenario scenario(String objects, String... sets) {
        return DrawnScenario.read(3, YAML.replace("OBJECTS", objects), sets);
    }

    /** Kinds of access of which some request carries a hint. */
    private static TreeSet<AccessKind> hinted(String objects, String... sets) {
        TreeSet<AccessKind> kinds = new TreeSet<>();
        TappedRun.of(scenario(objects, sets), 20 * US).ends().stream()
                .filter(end -> tlp(end).hasHints())
                .forEach(end -> kinds.add(end.kind()));
        return kinds;
    }

    private static TlpFlyweight tlp(TappedRun.End end) {
        byte[] bytes = HexFormat.of().parseHex(end.emitted());
        TlpFlyweight tlp = new TlpFlyweight();
        tlp.wrap(new UnsafeBuffer(bytes), 0, bytes.length, end.isFlit());
        return tlp;
    }

    private static List<String> grants(String objects, String... sets) {
        try (Simulation simulation = new Simulation(
                scenario(objects, sets).config(),
                java.nio.file.Path.of("."),
                Column.CONFIGURED,
                3,
                EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord().grants().stream()
                    .map(FlowGrant::sentence)
                    .toList();
        }
    }

    @Test
    void objectsAreNamedOneByOne() {
        assertThat(hinted("[descriptor]")).containsExactly(AccessKind.DESCRIPTOR, AccessKind.COMPLETION);
        assertThat(hinted("[header]")).containsExactly(AccessKind.HEADER);
        assertThat(hinted("[{object: payload, hint: requester}]")).containsExactly(AccessKind.PAYLOAD);
        assertThat(hinted("[header, payload]")).containsExactly(AccessKind.HEADER, AccessKind.PAYLOAD);
    }

    @Test
    void anOffsetTagsTheLinesOfItsBytesAndCutsTheWritesThere() {
        TappedRun run = TappedRun.of(scenario("[{object: offset, at: 300 B, length: 40 B}]"), 20 * US);
        TreeSet<String> pieces = new TreeSet<>();
        run.ends().stream()
                .filter(end -> end.kind() == AccessKind.HEADER || end.kind() == AccessKind.PAYLOAD)
                .forEach(end -> pieces.add(String.format(
                        "%03d+%d%s",
                        tlp(end).address() & 2047, end.payloadBytes(), tlp(end).hasHints() ? " tagged" : "")));
        // Byte 300 lies in the line from 256 on, byte 339 in the one from 320 on.
        assertThat(pieces).containsExactly("000+256", "256+128 tagged", "384+256", "640+60");
    }

    @Test
    void whatTheDeviceDoesNotOfferIsRefusedAndTheRestGranted() {
        String offers = "fabric.endpoints.nic0.tph.stash-objects=[header, payload]";
        String objects = "[header, {object: offset, at: 300 B}]";
        assertThat(grants(objects, offers))
                .containsExactly(
                        "asked 8-bit, granted 8-bit",
                        "asked object offset, granted no hint: nic0 cannot tag 'offset' by itself (-EOPNOTSUPP)");
        assertThat(hinted(objects, offers)).containsExactly(AccessKind.HEADER);
        assertThat(grants(objects)).containsExactly("asked 8-bit, granted 8-bit");
    }
}
