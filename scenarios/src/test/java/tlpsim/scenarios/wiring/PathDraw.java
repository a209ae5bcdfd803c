package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws the text of a small scenario with switches and peers: two devices behind one switch, flows to the host and to peers, near and far, over links of both
 * modes, with few credits, slow memories and engines that poll or are kicked.
 */
final class PathDraw {
    private static final String[] HINTS = {"none", "target", "target-priority", "requester"};

    private final long seed;
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> peers = new ArrayList<>();
    /** Index among the peers, and 1 if it takes 16-bit tags. */
    private final List<int[]> exporters = new ArrayList<>();

    private final boolean flit;
    private final boolean deep;
    private final boolean farPeer;

    PathDraw(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 77);
        flit = chance(40);
        deep = chance(40);
        farPeer = chance(60);
    }

    String yaml() {
        text.append("name: paths\nseed: ").append(seed & 0xFFFFFF).append('\n');
        text.append("platform: {preset: ")
                .append(oneOf("epyc-9655", "xeon-6140"))
                .append(
                        ", cores: 4, io: {p2pdma: "
                                + oneOf("cpu", "whitelisted", "same-host-bridge", "not-whitelisted", "unchecked")
                                + "}, l2: {size: 16 KiB, ways: 4}, llc: {cores-per-cluster: 2, size: 128 KiB, ways: 8, slices: 1, io-ways: 2}}\n");
        fabric();
        text.append("tph: {enable: ")
                .append(oneOf("extended", "extended", "8-bit", "off"))
                .append(", gate: ")
                .append(oneOf("none", "linux"))
                .append(", mode: ")
                .append(oneOf("device-specific", "interrupt-vector"))
                .append(revocations())
                .append("}\n");
        text.append("workloads:\n");
        workload("nic0", 0);
        workload("nic1", 1);
        if (chance(30)) {
            storage();
        }
        text.append("measure: {warm-up: 12 us, window: 12 us}\n");
        return text.toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private void fabric() {
        text.append("fabric:\n  root-complex: {peer-to-peer: ")
                .append(oneOf("strip", "forward", "reject"))
                .append(", latency: ")
                .append(oneOf("1 ns", "200 ns"))
                .append("}\n  root-ports:\n");
        for (int port = 0; port < 2; port++) {
            text.append("    - {id: rp")
                    .append(port)
                    .append(", link: gen5 x16, flit: ")
                    .append(flit);
            text.append(", propagation: ").append(oneOf("1 ns", "150 ns")).append(", tph-completer: ");
            text.append(oneOf("none", "tph", "extended"))
                    .append(", prefix: {end-end: ")
                    .append(chance(80));
            text.append("}, acs: ").append(rootPortAcs()).append(", credits: ").append(credits());
            text.append("}\n");
        }
        text.append("  switches:\n");
        element("sw0", "rp0");
        if (deep) {
            element("sw1", "sw0");
        }
        text.append("  endpoints:\n");
        device("nic0", "sw0", "nic");
        device("nic1", chance(70) ? "sw0" : farPeer ? "sw0" : "rp1", "nic");
        device("ssd0", deep ? "sw1" : "sw0", "nvme");
        peer("gpu0", "sw0");
        if (deep) {
            peer("gpu1", "sw1");
        }
        if (farPeer) {
            peer("gpu2", "rp1");
        }
    }

    private String credits() {
        if (!chance(40)) {
            return "{return-latency: " + oneOf("1 ns", "200 ns") + "}";
        }
        return "{posted-headers: " + between(1, 6) + ", posted-data: " + between(16, 60) + ", return-latency: "
                + oneOf("1 ns", "40 ns", "1 us") + "}";
    }

    private void element(String id, String port) {
        boolean flitMode = port.startsWith("rp") ? flit : chance(40);
        text.append("    - {id: ").append(id).append(", port: ").append(port).append(", link: gen5 x16, flit: ");
        text.append(flitMode).append(", latency: ").append(oneOf("1 ps", "110 ns"));
        text.append(", prefix: {end-end: ")
                .append(chance(85))
                .append("}, prefix-blocking: ")
                .append(!flitMode && chance(20));
        acs(id.equals("sw0") ? "gpu0" : "gpu1");
        text.append(", credits: ").append(credits()).append("}\n");
    }

    private String rootPortAcs() {
        return chance(80)
                ? "[upstream-forwarding]"
                : oneOf("[]", "[egress-control]", "[upstream-forwarding, translation-blocking]");
    }

    /** Half of the switches have ACS, one in ten of them blocks what is translated. */
    private void acs(String peerBelow) {
        if (chance(50)) {
            return;
        }
        if (chance(30)) {
            text.append(", acs-redirect: true");
            return;
        }
        boolean control = chance(40);
        text.append(", acs: ").append(controls(control));
        if (control && chance(70)) {
            text.append(", egress-blocked: [").append(peerBelow).append(']');
        }
    }

    private String controls(boolean egress) {
        List<String> controls = new ArrayList<>();
        String[] names = {"request-redirect", "completion-redirect", "upstream-forwarding", "direct-translated"};
        for (String name : names) {
            if (chance(50)) {
                controls.add(name);
            }
        }
        if (chance(10)) {
            controls.add("translation-blocking");
        }
        if (egress) {
            controls.add("egress-control");
        }
        return controls.toString();
    }

    private void device(String id, String port, String kind) {
        text.append("    - {id: ")
                .append(id)
                .append(", port: ")
                .append(port)
                .append(", kind: ")
                .append(kind);
        if (!port.startsWith("rp")) {
            text.append(", link: gen")
                    .append(between(3, 5))
                    .append(" x8, flit: ")
                    .append(chance(40));
            text.append(", propagation: ").append(oneOf("1 ns", "20 ns"));
            if (chance(15)) {
                text.append(", port-acs: {acs: ").append(controls(false)).append('}');
            }
        }
        text.append(", address-type: ").append(oneOf("untranslated", "untranslated", "translated"));
        text.append(", descriptor: {batch: ")
                .append(between(1, 8))
                .append(", threshold: ")
                .append(between(1, 8))
                .append("}");
        text.append(", buffer: ")
                .append(between(2, 64))
                .append(" KiB, max-reads: ")
                .append(oneOf("1", "2", "64"));
        text.append(", relaxed-ordering: {payload: ")
                .append(chance(25))
                .append(", header: ")
                .append(chance(25));
        text.append(", ido: ").append(chance(25)).append("}}\n");
    }

    private void peer(String id, String port) {
        peers.add(id);
        String support = oneOf("none", "tph", "extended");
        text.append("    - {id: ").append(id).append(", port: ").append(port).append(", kind: peer");
        if (!port.startsWith("rp")) {
            text.append(", link: gen")
                    .append(between(3, 5))
                    .append(" x8, flit: ")
                    .append(chance(40));
            text.append(", port-prefix-blocking: false");
        }
        text.append(", tph-completer: ").append(support);
        if (!support.equals("none")) {
            exporters.add(new int[] {peers.size() - 1, support.equals("extended") ? 1 : 0});
            text.append(", dma-buf: {st: ").append(between(0, 255));
            text.append(support.equals("extended") && chance(70) ? ", st-ext: " + between(0, 65535) : "")
                    .append("}");
        }
        text.append(", memory: {cache: 64 KiB, ways: 4, partitions: ")
                .append(between(1, 4))
                .append(", bandwidth: ");
        text.append(oneOf("1 GB/s", "10 GB/s", "1 TB/s")).append("}, credits: ").append(credits());
        text.append(", prefix: {end-end: ")
                .append(chance(85))
                .append("}, posted-lines: ")
                .append(oneOf("1", "8", "256"));
        text.append(", untagged-writes: ").append(oneOf("memory", "cache")).append(", st-semantics: ");
        text.append(oneOf("placement", "operation"))
                .append(", engines: {count: ")
                .append(between(1, 3));
        text.append(", per-packet: ")
                .append(oneOf("0 ns", "100 ns"))
                .append(", kick-latency: ")
                .append(oneOf("1 ns", "700 ns"));
        text.append(", notify-latency: ").append(oneOf("1 ns", "300 ns")).append("}}\n");
    }

    /** Exporters take their buffers back in the first microseconds of the window, and again later. */
    private String revocations() {
        StringBuilder events = new StringBuilder();
        for (int[] exporter : exporters) {
            for (int round = 0; round < 2 && chance(40); round++) {
                events.append(events.length() == 0 ? "" : ", ")
                        .append("{at: ")
                        .append(round * 4_000 + between(1, 2_000));
                events.append(" ns, op: revoke-dma-buf, peer: ").append(peers.get(exporter[0]));
                switch (random.nextInt(4)) {
                    case 0 -> events.append(", withdraw: true");
                    case 1 -> events.append(", st: ").append(between(0, 255));
                    case 2 ->
                        events.append(exporter[1] == 1 ? ", st-ext: " : ", st: ")
                                .append(between(0, 255));
                    default -> events.append("");
                }
                events.append(", remap-after: ").append(between(0, 1_500)).append(" ns, requery-latency: ");
                events.append(between(0, 3_000)).append(" ns}");
            }
        }
        return events.length() == 0 ? "" : ", events: [" + events + "]";
    }

    private String target(boolean host) {
        int pick = random.nextInt(peers.size() + (host ? 1 : 0));
        return pick == peers.size() ? "host" : peers.get(pick);
    }

    private void workload(String device, int index) {
        int bytes = Integer.parseInt(oneOf("64", "256", "1000"));
        boolean flush = chance(35);
        text.append("  - id: w")
                .append(index)
                .append("\n    device: ")
                .append(device)
                .append('\n');
        text.append("    queues: {count: 4, ring: ")
                .append(8 << random.nextInt(3))
                .append(", cores: {list: 0-3}}\n");
        text.append("    header-split: ")
                .append(chance(30) ? 64 : 0)
                .append(" B\n    flush-reads: ")
                .append(flush)
                .append('\n');
        text.append("    arrivals: {rate: ").append(between(5, 60)).append(" Gbit/s, process: ");
        text.append(oneOf("constant", "poisson"))
                .append(", sizes: ")
                .append(bytes)
                .append(" B, flows: {count: 16, zipf: 0}}\n");
        text.append("    hints: {descriptor: ")
                .append(oneOf(HINTS))
                .append(", header: ")
                .append(oneOf(HINTS));
        text.append(", payload: ")
                .append(oneOf(HINTS))
                .append(", completion: ")
                .append(oneOf(HINTS))
                .append("}\n    targets:\n");
        String peer = target(false);
        text.append("      - {queues: 0, payload: ").append(peer).append(", completion: host, namespace: ");
        text.append(oneOf("either", "preferred", "none")).append("}\n");
        text.append("      - {queues: 1-2, payload: ")
                .append(target(true))
                .append(", header: ")
                .append(target(true));
        text.append(", descriptor: ").append(chance(20) ? target(true) : "host").append(", completion: ");
        text.append(chance(40) ? target(true) : "host").append("}\n");
        consumer();
    }

    private void storage() {
        text.append(
                "  - id: w2\n    device: ssd0\n    direction: read\n    queues: {count: 2, ring: 16, cores: {list: 0-3}}\n");
        text.append("    nvme: {blocks-per-io: 4, queue-depth: 8, media-latency: 1 us}\n");
        text.append("    arrivals: {rate: 2000 kIOPS, process: poisson}\n    targets:\n");
        text.append("      - {queues: 0, payload: ").append(target(true)).append(", completion: host}\n");
        consumer();
    }

    private void consumer() {
        text.append("    consumer: {mode: ")
                .append(chance(20) ? "interrupt" : "poll")
                .append(", per-packet: ");
        text.append(between(0, 100)).append(" ns, prefetch-ahead: ").append(between(0, 2));
        text.append(", reads: {header: 64 B, payload: 25 %}}\n");
        if (chance(30)) {
            text.append("    msi: {enabled: true, moderation-time: 300 ns, moderation-packets: 4}\n");
        }
    }
}
