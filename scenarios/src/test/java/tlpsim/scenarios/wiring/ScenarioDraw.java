package tlpsim.scenarios.wiring;

import java.util.Random;

/** Draws the text of a small scenario. Every choice is made here, in one order, from one generator whose algorithm the Java library specifies. */
final class ScenarioDraw {
    private static final String[] PLATFORMS = {"epyc-9655", "xeon-6140", "graviton4", "epyc-7763"};
    private static final String[] REPLACEMENTS = {"lru", "plru", "srrip", "fifo", "random"};
    private static final String[] HINTS = {"none", "bidirectional", "requester", "target", "target-priority"};
    private static final String[] STEERS = {
        "core", "core", "cluster", "socket", "none", "offset 1", "fixed 0x7", "fixed 0xfe"
    };
    private static final String[] NODES = {"device", "core", "interleaved"};
    private static final int MEAN_IMIX_BYTES = 354;

    private final long seed;
    private final Stress stress;
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private final int sockets;
    private final int cores;
    private final int ports;
    private final int devices;
    private final int[] queues;
    private final boolean[] storage;
    private final boolean extended;
    private final boolean interruptVector;
    private final FunctionDraw functions;
    private int mps;
    private int windowNs;

    ScenarioDraw(long seed, Stress stress) {
        this.seed = seed;
        this.stress = stress;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + stress.ordinal());
        sockets = chance(20) ? 2 : 1;
        cores = 2 << random.nextInt(2);
        boolean several = stress == Stress.SEVERAL_PORTS || stress == Stress.ANYTHING && chance(50);
        ports = several ? 2 + random.nextInt(2) : 1;
        boolean shared = stress == Stress.SHARED_PORT
                || stress == Stress.STORAGE
                || stress.sends() && seed % 3 == 0
                || stress == Stress.ANYTHING && chance(50);
        devices = Math.max(ports, shared ? 2 + random.nextInt(2) : 1);
        queues = new int[devices];
        storage = new boolean[devices];
        for (int device = 0; device < devices; device++) {
            queues[device] = 1 + random.nextInt(6);
            storage[device] = stress == Stress.STORAGE && (device == 0 || chance(50));
        }
        extended = chance(30);
        interruptVector = chance(60);
        functions = new FunctionDraw(seed, stress, ports, storage, sockets * cores, hasTables());
    }

    String yaml() {
        mps = 128 << random.nextInt(3);
        text.append("name: drawn\nseed: ").append(seed & Long.MAX_VALUE).append('\n');
        platform();
        fabric();
        StringBuilder before = new StringBuilder(text);
        text.setLength(0);
        workloads();
        String workloads = text.toString();
        text.setLength(0);
        text.append(before);
        controlPlane();
        text.append(functions.guests()).append(workloads);
        text.append("measure: {warm-up: ")
                .append(windowNs)
                .append(" ns, window: ")
                .append(windowNs)
                .append(" ns, fidelity: ")
                .append(seed % 4 == 1 ? "sampled(" + (1 + (seed >> 2 & 1)) + ")" : "exact")
                .append("}\n");
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

    private void platform() {
        String preset = oneOf(PLATFORMS);
        text.append("platform:\n  preset: ")
                .append(preset)
                .append("\n  sockets: ")
                .append(sockets);
        text.append("\n  cores: ").append(cores).append('\n');
        String[] pages = {"1 GiB", "4 KiB", "2 MiB", "coloured"};
        text.append("  memory: {pages: ").append(pages[(int) (seed & 3)]).append("}\n");
        text.append("  l2: {size: ")
                .append(4 << random.nextInt(4))
                .append(" KiB, ways: ")
                .append(2 << random.nextInt(3));
        text.append(", replacement: ").append(oneOf(REPLACEMENTS)).append("}\n");
        int ways = 4 << random.nextInt(3);
        text.append("  llc: {domain: ").append(oneOf("socket", "cluster")).append(", cores-per-cluster: 2, size: ");
        text.append(64 << random.nextInt(3))
                .append(" KiB, ways: ")
                .append(ways)
                .append(", slices: ")
                .append(1 << random.nextInt(2));
        text.append(", hash: ")
                .append(oneOf("modulo", "xor", "slice"))
                .append(", role: ")
                .append(
                        chance(25)
                                ? "inclusive, inclusive-ways: none"
                                : "victim, inclusive-ways: " + oneOf("none", "0x3")
                                        + ", snoop-filter: {ways: 3, sets-per-slice: " + oneOf("0", "8", "32") + "}");
        text.append(", replacement: ")
                .append(oneOf(REPLACEMENTS))
                .append(", io-ways: ")
                .append(between(1, ways))
                .append(", extra-io-ways: ")
                .append(between(0, 2));
        text.append(chance(30) ? ", classes: [{id: few, cores: 0, ways: 0x" + between(1, 9) + "}]" : "")
                .append("}\n");
        text.append("  device-writes: {dca: ")
                .append(preset.startsWith("epyc") ? chance(20) : chance(90))
                .append(", ph-only: ");
        text.append(oneOf("ignore", "bypass-01", "retain-11", "bypass-01-retain-11"));
        text.append(", stash-bandwidth: ").append(oneOf("0", "1", "20")).append(" GB/s");
        text.append(", partial-write: ")
                .append(oneOf("fetch", "masked"))
                .append(", stash-accept: ")
                .append(between(0, 100))
                .append(" %}\n");
        boolean fewPlaces = stress == Stress.SMALL_DEVICE_BUFFER || chance(20);
        text.append("  io: {posted-lines: ")
                .append(fewPlaces ? between(1, 8) : 92)
                .append(", posted-scope: ");
        text.append(oneOf("root-port", "socket")).append("}\n");
        // No draw: what was drawn before there were channels stays as it was.
        text.append("  dram: {channels: ")
                .append(seed % 5 == 0 ? 0 : 1 + seed % 3)
                .append(", banks: ")
                .append(seed % 4 * 3)
                .append("}\n");
        if (seed % 3 == 1) {
            text.append("  iommu: {iotlb-entries: ")
                    .append(4 + 4 * (seed % 2))
                    .append(", ways: 4, page: ")
                    .append(seed % 4 == 0 ? "2 MiB" : "4 KiB")
                    .append(", walkers: 2}\n");
        }
        text.append("  firmware: {tags-8bit: ").append(between(1, 8)).append(", on-exhaustion: ");
        text.append(oneOf("invalid", "cluster", "alias"))
                .append(", ph-ignore: ")
                .append(chance(50))
                .append("}\n");
    }

    private void fabric() {
        text.append("fabric:\n  root-ports:\n");
        for (int port = 0; port < ports; port++) {
            rootPort(port);
        }
        text.append("  endpoints:\n");
        for (int device = 0; device < devices; device++) {
            endpoint(device);
        }
    }

    private void rootPort(int port) {
        boolean slow = stress == Stress.SMALL_DEVICE_BUFFER && chance(50) || chance(10);
        int generation = slow ? between(1, 3) : between(3, 6);
        text.append("    - {id: rp").append(port).append(", socket: ").append(port % sockets);
        text.append(", link: gen").append(generation).append(" x").append(slow ? between(0, 1) * 3 + 1 : 16);
        text.append(", flit: ").append(generation == 6 || generation == 5 && chance(20));
        text.append(", propagation: ").append(oneOf("1 ns", "20 ns", "150 ns"));
        text.append(", tph-completer: ").append(oneOf("none", "tph", "extended", "extended"));
        text.append(", prefix: {end-end: ")
                .append(chance(90))
                .append("}, hints: {tph-disable: ")
                .append(chance(10));
        text.append(", allocating-flow: ").append(chance(85)).append(", extended-at-8bit: ");
        text.append(oneOf("ignore", "low-byte", "unsupported-request")).append("}, credits: {");
        boolean few = stress == Stress.FEW_CREDITS || chance(10);
        if (few && chance(70)) {
            text.append("posted-headers: ").append(between(1, 4)).append(", ");
        }
        if (few) {
            text.append("posted-data: ")
                    .append(between(mps / 16, 32 + mps / 16))
                    .append(", ");
        }
        text.append("return-latency: ")
                .append(oneOf("1 ns", "40 ns", "200 ns", "1 us"))
                .append("}}\n");
    }

    private void endpoint(int device) {
        boolean small = stress == Stress.SMALL_DEVICE_BUFFER || chance(15);
        text.append(functions.endpoint(device));
        text.append(storage[device] ? ", kind: nvme" : "").append(", mps: ").append(mps);
        text.append(" B, mrrs: ")
                .append(oneOf("128 B", "512 B"))
                .append(", max-reads: ")
                .append(oneOf("1", "2", "16", "256"));
        text.append(", address-bits: ")
                .append(oneOf("32", "64"))
                .append(", buffer: ")
                .append(small ? between(2, 6) : 64)
                .append(" KiB");
        text.append(chance(20) ? ", allocate: bypass" : "");
        text.append(", relaxed-ordering: {payload: ")
                .append(chance(40))
                .append(", header: ")
                .append(chance(20))
                .append("}");
        text.append(", descriptor: {size: ")
                .append(storage[device] ? "64 B" : oneOf("8 B", "16 B", "32 B"))
                .append(", batch: ")
                .append(between(1, 8));
        text.append(", threshold: ")
                .append(between(1, 8))
                .append("}, tph: {modes: [interrupt-vector, device-specific], st-table: {location: ");
        text.append(hasTables() ? oneOf("msi-x", "capability") : "none")
                .append(hasTables() ? ", entries: 32}}" : ", entries: 0}}");
        text.append(SendingDraw.endpoint(stress, random)).append("}\n");
    }

    private boolean hasTables() {
        return interruptVector || stress == Stress.CONTROL_PLANE;
    }

    private void workloads() {
        text.append("workloads:\n");
        for (int device = 0; device < devices; device++) {
            text.append("  - id: w")
                    .append(device)
                    .append("\n    device: ")
                    .append(functions.function(device))
                    .append('\n');
            int ring = 8 << random.nextInt(4);
            text.append(SendingDraw.workload(stress, random));
            int splitPercent = stress == Stress.INTERRUPTS ? 60 : stress.sends() ? 0 : 15;
            int split = chance(splitPercent) ? 64 << random.nextInt(2) : 0;
            split = isPooled(device) && (seed & 12) == 12 ? 0 : split;
            text.append("    queues: {count: ")
                    .append(queues[device])
                    .append(", ring: ")
                    .append(ring)
                    .append(", node: ")
                    .append(NODES[Math.floorMod(seed + device, 3)])
                    .append(", ")
                    .append(buffers(device, oneOf("0 B", "64 B", "2 B")))
                    .append(", cores: ")
                    .append(functions.cores(device, oneOf("round-robin", "block")))
                    .append("}\n");
            completions();
            if (storage[device]) {
                commands(device, ring);
            } else {
                text.append("    header-split: ").append(split).append(" B\n");
                text.append(
                        (seed & 1) == 0
                                ? ""
                                : "    driver: {model: bnxt, update-latency: 100 ns, restart-time: 1 us}\n");
                arrivals(device);
            }
            steering();
            consumer(device);
        }
    }

    private boolean isPooled(int device) {
        return !stress.sends() && !storage[device] && (seed & 12) != 0;
    }

    private boolean isCopied(int device) {
        return isPooled(device) && (seed & 8) != 0;
    }

    /** Those of the ring, those of a pool as DPDK lays it out, those of one whose packets wait for a copy, and strides of larger ones. */
    private String buffers(int device, String headroom) {
        if (!isPooled(device)) {
            return "buffer: 2 KiB, headroom: " + headroom;
        }
        return switch ((int) seed & 12) {
            case 4 ->
                "buffer: 2 KiB, headroom: 128 B, element: {header: 64 B, structure: 128 B}, order: pool, pool: {cache: "
                        + (seed >> 4 & 15) + ", buffers: 4096, run: " + (seed >> 4 & 7) + "}";
            case 8 -> "buffer: 2 KiB, headroom: " + headroom + ", order: pool, pool: {cache: 5, buffers: 4096}";
            default -> "buffer: 8 KiB, strides: " + (4 << (seed >> 4 & 3)) + ", pool: {cache: 2, buffers: 4096}";
        };
    }

    private void completions() {
        int size = 8 << random.nextInt(4);
        boolean padded = chance(30);
        int most = mps / (padded ? 64 : size);
        int coalesce = chance(stress == Stress.INTERRUPTS ? 70 : 30) ? between(1, Math.min(8, most)) : 1;
        text.append("    completion: {size: ")
                .append(size)
                .append(" B, coalesce: ")
                .append(coalesce);
        text.append(", pad-to-line: ").append(padded).append("}\n");
    }

    private void arrivals(int device) {
        boolean imix = chance(30);
        int bytes = imix ? MEAN_IMIX_BYTES : Integer.parseInt(oneOf("60", "64", "129", "256", "1000", "1500"));
        int gbit = between(5, 130);
        int packets = between(100, 400);
        int spanNs = packets * bytes * 8 / gbit;
        windowNs = device == 0 ? Math.max(8_000, Math.min(spanNs, 60_000) / 2) : windowNs;
        boolean bursts = chance(30);
        text.append("    port-speed: 400 Gbit/s\n    arrivals: {rate: ")
                .append(gbit)
                .append(" Gbit/s, process: ");
        text.append(
                bursts
                        ? "on-off, burst: {on: " + spanNs / 30 + " ns, off: " + spanNs / 15 + " ns, law: "
                                + oneOf("constant", "exponential") + "}"
                        : oneOf("constant", "poisson"));
        text.append(", sizes: ").append(imix ? "imix" : bytes + " B");
        text.append(", flows: {count: ")
                .append(between(1, 40))
                .append(", zipf: ")
                .append(oneOf("0", "0.9", "1.3"))
                .append("}}\n");
    }

    private void commands(int device, int ring) {
        int blocks = between(1, 8);
        int kiops = between(500, 8000);
        windowNs = device == 0 ? 15_000 : windowNs;
        text.append("    direction: ").append(oneOf("read", "write", "mixed")).append('\n');
        text.append("    nvme: {blocks-per-io: ")
                .append(blocks)
                .append(", queue-depth: ")
                .append(between(1, ring - 1));
        text.append(", page-order: ")
                .append(oneOf("ascending", "last-first", "interleaved"))
                .append(", read-share: ")
                .append(between(0, 100));
        text.append(" %, media-latency: ").append(oneOf("0 us", "1 us", "3 us"));
        // Commands of more than two pages have lists of them.
        text.append(seed % 3 == 0 ? ", block: 4 KiB}\n" : "}\n");
        text.append("    arrivals: {rate: ")
                .append(kiops)
                .append(" kIOPS, process: ")
                .append(oneOf("constant", "poisson"))
                .append("}\n");
    }

    private void steering() {
        text.append("    hints: {descriptor: ")
                .append(oneOf(HINTS))
                .append(", header: ")
                .append(oneOf(HINTS));
        text.append(", payload: ")
                .append(oneOf(HINTS))
                .append(", completion: ")
                .append(oneOf(HINTS))
                .append("}\n");
        text.append("    steer: {descriptor: ")
                .append(oneOf(STEERS))
                .append(", header: ")
                .append(oneOf(STEERS));
        text.append(", payload: ")
                .append(oneOf(STEERS))
                .append(", completion: ")
                .append(oneOf(STEERS))
                .append("}\n");
    }

    private void consumer(int device) {
        boolean interrupts = chance(stress == Stress.INTERRUPTS ? 75 : 20);
        int perPacketNs = stress == Stress.SLOW_CONSUMERS ? between(400, 4000) : between(0, 120);
        text.append("    consumer: {mode: ")
                .append(interrupts ? "interrupt" : "poll")
                .append(", burst: ")
                .append(oneOf("1", "4", "32"));
        text.append(", per-packet: ")
                .append(perPacketNs)
                .append(" ns, prefetch-ahead: ")
                .append(between(0, 4));
        text.append(chance(15) && !stress.sends() && !isCopied(device) ? ", after: invalidate" : "");
        text.append(", reads: {header: ").append(oneOf("0 B", "64 B", "128 B")).append(", payload: ");
        String payload = oneOf("0 %", "25 %", "100 %");
        text.append(isCopied(device) ? "0 %" : payload);
        text.append("}, ");
        if (isPooled(device)) {
            text.append("gro: {packets: ").append(1 + (seed >> 4 & 3)).append(", per-batch: 50 ns}, ");
        }
        if (isCopied(device)) {
            text.append("copy: {size: 3 KiB, behind: ").append(seed >> 5 & 7).append("}, ");
        }
        text.append("writes: {header: ")
                .append(oneOf("0 B", "64 B"))
                .append("}, working-set: {size: ")
                .append(oneOf("0 B", "4 KiB", "32 KiB"));
        text.append(", lines-per-packet: ")
                .append(between(0, 4))
                .append("}, poll-interval: ")
                .append(oneOf("1 ns", "50 ns", "333 ns"));
        text.append(", interrupt-latency: ")
                .append(oneOf("0 ns", "500 ns"))
                .append(", lag: ")
                .append(chance(15) ? "700 ns" : "0 ns")
                .append("}\n");
        if (interrupts || chance(20)) {
            text.append("    msi: {enabled: true, moderation-time: ").append(oneOf("0 ns", "300 ns", "2 us"));
            text.append(", moderation-packets: ").append(between(1, 16)).append("}\n");
        }
    }

    /** What is enabled, and the control-plane writes of the window. */
    private void controlPlane() {
        text.append("tph:\n  enable: ").append(extended ? "extended" : chance(85) ? "8-bit" : "off");
        text.append("\n  mode: ")
                .append(interruptVector ? "interrupt-vector" : oneOf("device-specific", "device-specific", "no-st"));
        text.append((seed & 2) == 0 ? "\n  gate: none" : "\n  config-access: 40 ns");
        text.append("\n  on-missing-entry: ").append(oneOf("st-0", "skip")).append('\n');
        int events = stress == Stress.CONTROL_PLANE ? between(3, 10) : chance(10) ? 2 : 0;
        if (events == 0) {
            return;
        }
        text.append("  events:\n");
        for (int event = 0; event < events; event++) {
            controlEvent((long) windowNs * event / events);
        }
    }

    private void controlEvent(long atNs) {
        int device = random.nextInt(devices);
        text.append("    - {at: ").append(atNs).append(" ns, op: ");
        int choice = random.nextInt(4);
        if (choice == 0 && (interruptVector || stress == Stress.CONTROL_PLANE)) {
            text.append("write-st, device: ")
                    .append(functions.function(device))
                    .append(", index: ")
                    .append(random.nextInt(Math.min(32, queues[device])));
            text.append(chance(50) ? ", core: " + random.nextInt(sockets * cores) : ", tag: " + between(0, 255))
                    .append("}\n");
        } else if (choice == 1) {
            text.append("disable, device: ").append(functions.function(device)).append("}\n");
        } else if (choice == 2) {
            text.append("enable, device: ")
                    .append(functions.function(device))
                    .append(", enable: ")
                    .append(extended ? "extended" : "8-bit")
                    .append("}\n");
        } else {
            text.append(functions.move(device, random.nextInt(queues[device]), random, chance(50)));
        }
    }
}
