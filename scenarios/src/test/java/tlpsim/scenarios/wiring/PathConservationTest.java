package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.peer.EngineCounter;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.completer.peer.PeerReadLayout;
import tlpsim.completer.peer.PeerWriteLayout;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.vfio.PeerTagUse.Fate;
import tlpsim.scenarios.config.CreditConfig;
import tlpsim.scenarios.config.PeerMemoryConfig;
import tlpsim.scenarios.config.StSemantics;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.PathCounts;
import tlpsim.scenarios.wiring.PathWalk.Leg;
import tlpsim.scenarios.wiring.TappedRun.End;

/**
 * What goes into a tree with switches and peers comes out of it, over drawn scenarios: one burst of traffic of some hundred TLPs, and then time for everything
 * to end.
 */
@ParameterizedClass
@ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
final class PathConservationTest {
    /** Of each of eight blocks. */
    private static final int SEEDS_PER_BLOCK = 16;

    private static final long DRAINED_PS = 945_000_000;
    private static final int LINE_BYTES = 64;
    private static final int CREDIT_BYTES = 16;
    /** Arrivals and durations are rounded to picoseconds. */
    private static final int ROUNDING_PS = 2;

    private interface Law {
        void check(DrawnScenario scenario, TappedRun run);
    }

    /** The runs of one block, which all laws look at. */
    private static int lastBlock = -1;

    private static Map<DrawnScenario, TappedRun> runs = Map.of();

    PathConservationTest(int block) {
        prepare(block);
    }

    private static void prepare(int block) {
        if (block != lastBlock) {
            Map<DrawnScenario, TappedRun> ofBlock = new LinkedHashMap<>();
            for (long seed = block * 1_000L; seed < block * 1_000L + SEEDS_PER_BLOCK; seed++) {
                DrawnScenario scenario = DrawnScenario.read(seed, oneBurst(new PathDraw(seed).yaml()));
                ofBlock.put(scenario, TappedRun.of(scenario, DRAINED_PS));
            }
            runs = ofBlock;
            lastBlock = block;
        }
    }

    private static void check(Law law) {
        runs.forEach((scenario, run) -> {
            try {
                law.check(scenario, run);
            } catch (AssertionError broken) {
                throw new AssertionError(broken.getMessage() + "\n" + scenario.description(), broken);
            }
        });
    }

    /** The drawn load for ten microseconds, and none in the rest of the first millisecond; of commands one every 50 us, which ends before the next. */
    private static String oneBurst(String yaml) {
        String burst = "process: on-off, burst: {on: 10 us, off: 990 us}";
        return yaml.replaceAll("rate: (\\d+) Gbit/s, process: \\w+", "rate: $10 Mbit/s, " + burst)
                .replace("rate: 2000 kIOPS, process: poisson", "rate: 20 kIOPS, process: constant");
    }

    @Test
    void everyTlpThatIsSentEndsOnceAndIsCountedOnce() {
        check((scenario, run) -> {
            CounterSnapshot counts = run.counts();
            long sent = CounterSnapshot.sum(counts.ports(), PortCounter.TLPS);
            assertThat(sent)
                    .isPositive()
                    .isEqualTo(counts.tlps()[0])
                    .isEqualTo(run.ends().size());
            assertThat(CounterSnapshot.sum(counts.outcomes(), 0, counts.outcomes().length))
                    .isEqualTo(sent);
            Set<List<Long>> seen = new HashSet<>();
            long[] ofPort = new long[counts.ports().length];
            for (End end : run.ends()) {
                int port = run.plan().portOf(workload(scenario, end));
                assertThat(seen.add(List.of((long) port, end.sequence()))).isTrue();
                ofPort[port]++;
            }
            for (int port = 0; port < ofPort.length; port++) {
                assertThat(ofPort[port]).isEqualTo(counts.ports()[port][PortCounter.TLPS]);
            }
            long lostInPath = run.ends().stream().filter(End::isLostInPath).count();
            assertThat(handled(counts.rootPorts()) + handled(counts.peerPorts()) + lostInPath)
                    .isEqualTo(sent);
        });
    }

    private static long handled(long[][] ports) {
        return CounterSnapshot.sum(ports, ReceiveCounter.WRITES)
                + CounterSnapshot.sum(ports, ReceiveCounter.READS)
                + CounterSnapshot.sum(ports, ReceiveCounter.LOST);
    }

    @Test
    void theCountsOfFlowsAndElementsAreThoseOfTheTlps() {
        check((scenario, run) -> {
            int hops = run.plan().elementNames().size();
            PathCounts paths = new PathCounts(run.counts().outcomes(), hops);
            int flows = run.flows().flows().size();
            long[][] expected = new long[flows][AccessKind.COUNT];
            long[][] lost = new long[hops][tlpsim.core.pipeline.HintOutcome.COUNT];
            int[] flowOfQueue = run.flows().flowOfQueue();
            for (End end : run.ends()) {
                expected[flowOfQueue[end.queue()]][end.kind().ordinal()]++;
                if (end.isLostInPath()) {
                    lost[end.hop()][end.outcome().ordinal()]++;
                }
            }
            for (int flow = 0; flow < flows; flow++) {
                for (int kind = 0; kind < AccessKind.COUNT; kind++) {
                    assertThat(paths.of(flow, kind)).isEqualTo(expected[flow][kind]);
                }
            }
            for (int hop = 1; hop <= run.plan().topology().switches(); hop++) {
                long[] counted = paths.byOutcome(hop, flows);
                for (int outcome = tlpsim.core.pipeline.HintOutcome.UNSUPPORTED_REQUEST.ordinal();
                        outcome < counted.length;
                        outcome++) {
                    assertThat(counted[outcome]).isEqualTo(lost[hop][outcome]);
                }
            }
        });
    }

    /** What a link has carried is what came to the element before it and was not lost there, with the bytes that the element made of it. */
    @Test
    void theBytesOfEachLinkAreThoseOfTheTlpsThatTookIt() {
        check((scenario, run) -> {
            long[][] ports = new long[run.counts().ports().length][PortCounter.COUNT];
            long[][] links = new long[run.counts().links().length][PortCounter.COUNT];
            PathWalk walk = new PathWalk(run.plan());
            for (End end : run.ends()) {
                WorkloadConfig workload = workload(scenario, end);
                walk.walk(workload, destination(end), end);
                assertThat(walk.lostAt()).isEqualTo(end.isLostInPath() ? end.hop() : 0);
                assertThat(walk.hop()).isEqualTo(end.hop());
                assertThat(walk.outcome()).isEqualTo(end.inPath());
                assertThat(walk.header()).isEqualTo(end.delivered());
                for (Leg leg : walk.legs()) {
                    long[] counters = leg.isStart() ? ports[run.plan().portOf(workload)] : links[leg.link()];
                    counters[PortCounter.TLPS]++;
                    counters[PortCounter.WIRE_BYTES] += leg.wireBytes();
                    counters[PortCounter.PAYLOAD_BYTES] += leg.payloadBytes();
                    counters[PortCounter.PREFIX_BYTES] += leg.headerBytes() - baseBytes(end);
                }
            }
            assertSame(run.counts().ports(), ports);
            assertSame(run.counts().links(), links);
        });
    }

    private static void assertSame(long[][] actual, long[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            for (int counter = PortCounter.TLPS; counter <= PortCounter.PREFIX_BYTES; counter++) {
                assertThat(actual[row][counter])
                        .as("row " + row + ", counter " + counter)
                        .isEqualTo(expected[row][counter]);
            }
        }
    }

    /** Three or four DWs, by the address. */
    private static int baseBytes(End end) {
        return tlp(end).isAddress64() ? 16 : 12;
    }

    private static TlpFlyweight tlp(End end) {
        byte[] bytes = java.util.HexFormat.of().parseHex(end.emitted());
        TlpFlyweight tlp = new TlpFlyweight();
        tlp.wrap(new org.agrona.concurrent.UnsafeBuffer(bytes), 0, bytes.length, end.isFlit());
        return tlp;
    }

    private static int destination(End end) {
        return PeerWindow.peerOf(tlp(end).address()) + 1;
    }

    private static WorkloadConfig workload(DrawnScenario scenario, End end) {
        return scenario.config().workloads().get(end.device());
    }

    /** Right operations and wrong ones, or lines in place and misplaced ones, are the writes that came with a tag or should have. */
    @Test
    void everyWriteToAPeerWithATagCountsOnceByTheFateOfTheTag() {
        check((scenario, run) -> {
            int rootPorts = run.plan().topology().rootPorts();
            for (int peer = 0; peer < run.plan().peers().size(); peer++) {
                int port = rootPorts + peer;
                long[] counters = run.counts().peers()[peer];
                long fates = CounterSnapshot.sum(counters, PeerCounter.FATES, Fate.values().length);
                long tagged = run.ends().stream()
                        .filter(end -> end.port() == port && end.isPosted())
                        .filter(end -> !end.isLostInPath() && !end.outcome().isLost())
                        .filter(end -> AskedHint.of(tlp(end)) >= AskedHint.TAGGED8
                                || (end.flags() & TlpRecordLayout.FLAG_TAG_DUE) != 0)
                        .count();
                assertThat(fates).isEqualTo(tagged);
                boolean operation = run.plan().peers().get(peer).peer().stSemantics() == StSemantics.OPERATION;
                long right = counters[PeerCounter.FATES + Fate.INTACT.ordinal()];
                assertThat(counters[PeerCounter.WRONG_OPERATIONS]).isEqualTo(operation ? tagged - right : 0);
            }
        });
    }

    @Test
    void linesOfPeersAreFoundOrNotCachedOrNotAndTheirMemoryMovesNothingElse() {
        check((scenario, run) -> {
            CounterSnapshot counts = run.counts();
            long[] writes = counts.flows().peerWrites();
            long[] byOutcome = new long[PeerWriteLayout.COUNT];
            for (int index = 0; index < writes.length; index++) {
                byOutcome[index % PeerWriteLayout.COUNT] += writes[index];
            }
            long[] sums = new long[PeerCounter.COUNT];
            for (int peer = 0; peer < counts.peers().length; peer++) {
                long[] counters = counts.peers()[peer];
                Arrays.setAll(sums, counter -> sums[counter] + counters[counter]);
                assertThat(counters[PeerCounter.MEMORY_WRITE_BYTES])
                        .isEqualTo(LINE_BYTES
                                * (counters[PeerCounter.LINES_TO_MEMORY] + counters[PeerCounter.DIRTY_EVICTIONS]));
                assertThat(counters[PeerCounter.MEMORY_READ_BYTES])
                        .isEqualTo(LINE_BYTES
                                * (counters[PeerCounter.ENGINE_MISSES] + counters[PeerCounter.DEVICE_MISSES]));
                PeerMemoryConfig memory =
                        run.plan().peers().get(peer).peer().memory().orElseThrow();
                long capacity = memory.cacheBytes() / LINE_BYTES;
                assertThat(counters[PeerCounter.DIRTY_EVICTIONS])
                        .isLessThanOrEqualTo(Math.min(
                                counters[PeerCounter.EVICTIONS], capacity + counters[PeerCounter.LINES_TO_CACHE]));
                assertThat(counters[PeerCounter.EVICTED_UNREAD])
                        .isLessThanOrEqualTo(
                                Math.min(counters[PeerCounter.DIRTY_EVICTIONS], counters[PeerCounter.LINES_TO_CACHE]));
                long foundAndKept = counters[PeerCounter.LINES_FOUND] - counters[PeerCounter.INVALIDATIONS];
                long inserted =
                        counters[PeerCounter.LINES_TO_CACHE] - foundAndKept + counters[PeerCounter.ENGINE_MISSES];
                assertThat(run.cachedLinesOfPeers()[peer])
                        .isEqualTo(capacity
                                + inserted
                                - counters[PeerCounter.EVICTIONS]
                                - counters[PeerCounter.INVALIDATIONS]);
            }
            long cached = byOutcome[PeerWriteLayout.MISS_TO_CACHE] + byOutcome[PeerWriteLayout.HIT_TO_CACHE];
            long found = byOutcome[PeerWriteLayout.HIT_TO_MEMORY] + byOutcome[PeerWriteLayout.HIT_TO_CACHE];
            assertThat(sums[PeerCounter.LINES_TO_CACHE]).isEqualTo(cached);
            assertThat(sums[PeerCounter.LINES_TO_MEMORY])
                    .isEqualTo(Arrays.stream(byOutcome).sum() - cached);
            assertThat(sums[PeerCounter.LINES_FOUND]).isEqualTo(found);
            assertThat(sums[PeerCounter.INVALIDATIONS]).isEqualTo(byOutcome[PeerWriteLayout.HIT_TO_MEMORY]);
            long[] reads = counts.flows().engineReads();
            long hits = 0;
            for (int index = PeerReadLayout.CACHE; index < reads.length; index += PeerReadLayout.COUNT) {
                hits += reads[index];
            }
            assertThat(sums[PeerCounter.ENGINE_HITS]).isEqualTo(hits);
            assertThat(sums[PeerCounter.ENGINE_MISSES])
                    .isEqualTo(Arrays.stream(reads).sum() - hits);
        });
    }

    @Test
    void unitsAreConsumedByACoreOrAnEngineUnlessSomethingOfThemIsLost() {
        check((scenario, run) -> {
            CounterSnapshot counts = run.counts();
            long accepted = CounterSnapshot.sum(counts.devices(), DeviceCounter.ACCEPTED_UNITS);
            long settled = CounterSnapshot.sum(counts.cores(), CoreCounter.UNITS)
                    + CounterSnapshot.sum(counts.engines(), EngineCounter.UNITS)
                    + CounterSnapshot.sum(counts.devices(), DeviceCounter.DISCARDED_UNITS);
            assertThat(settled).isLessThanOrEqualTo(accepted);
            boolean nothingLost =
                    run.ends().stream().noneMatch(end -> end.outcome().isLost());
            if (nothingLost) {
                assertThat(settled).isEqualTo(accepted);
            }
            assertThat(CounterSnapshot.sum(counts.engines(), EngineCounter.KICKS))
                    .isEqualTo(CounterSnapshot.sum(counts.cores(), CoreCounter.KICKS));
        });
    }

    /**
     * Of one requester on one way to an element, no later request without RO and IDO leaves it before an earlier posted one, wherever the two go: seen where both
     * take their last link from there.
     */
    @Test
    void noStrictRequestLeavesAnElementBeforeAnEarlierWriteOfItsDevice() {
        check((scenario, run) -> {
            List<End> bySequence = new ArrayList<>(run.ends());
            bySequence.sort(java.util.Comparator.comparingLong(End::sequence));
            Map<String, Long> latestPs = new HashMap<>();
            PathWalk walk = new PathWalk(run.plan());
            for (End end : bySequence) {
                if (end.isLostInPath()) {
                    continue;
                }
                WorkloadConfig workload = workload(scenario, end);
                walk.walk(workload, destination(end), end);
                String receiver = end.device() + " to port " + end.port();
                String element = end.device() + " at " + element(walk, run, end);
                long leftPs = leftPs(walk, run, end);
                if (end.isStrict()) {
                    assertThat(end.arrivalPs())
                            .as(receiver)
                            .isGreaterThanOrEqualTo(latestPs.getOrDefault(receiver, 0L));
                    assertThat(leftPs + ROUNDING_PS)
                            .as(element)
                            .isGreaterThanOrEqualTo(latestPs.getOrDefault(element, 0L));
                }
                if (end.isPosted()) {
                    latestPs.merge(receiver, end.arrivalPs(), Math::max);
                    latestPs.merge(element, leftPs, Math::max);
                }
            }
        });
    }

    /** A request for the host leaves a root port that also routes to others when it arrives there. */
    private static boolean leavesAtItsArrival(TappedRun run, End end) {
        int rootPorts = run.plan().topology().rootPorts();
        return end.port() < rootPorts && run.plan().routes().isMixed(end.port());
    }

    private static String element(PathWalk walk, TappedRun run, End end) {
        String from = walk.lastLeg().from();
        boolean atRoot = leavesAtItsArrival(run, end)
                || run.plan().topology().edges().stream()
                        .anyMatch(edge -> edge.rootPort() >= 0 && edge.name().equals(from));
        return atRoot ? "root complex" : from;
    }

    private static long leftPs(PathWalk walk, TappedRun run, End end) {
        if (leavesAtItsArrival(run, end)) {
            return end.arrivalPs();
        }
        Leg last = walk.lastLeg();
        return end.arrivalPs() - last.edge().propagationPs() - last.durationPs();
    }

    /** Of every so many writes as there are credits, the last is sent when the first is there and its credits are back, at the earliest. */
    @Test
    void aPeerNeverHoldsMoreWritesThanItAdvertises() {
        check((scenario, run) -> {
            int rootPorts = run.plan().topology().rootPorts();
            PathWalk walk = new PathWalk(run.plan());
            for (int peer = 0; peer < run.plan().peers().size(); peer++) {
                CreditConfig credits = run.plan().peers().get(peer).peer().credits();
                List<End> writes = new ArrayList<>();
                long[] sentUnits = new long[run.ends().size() + 1];
                for (End end : run.ends()) {
                    if (end.port() != rootPorts + peer || !end.isPosted() || end.isLostInPath()) {
                        continue;
                    }
                    int count = writes.size();
                    sentUnits[count + 1] = sentUnits[count] + (end.payloadBytes() + CREDIT_BYTES - 1) / CREDIT_BYTES;
                    long leftPs = leftPs(walk.walk(workload(scenario, end), destination(end), end), run, end);
                    for (int before = 0; before < count; before++) {
                        boolean needed = count + 1 - before > credits.postedHeaders()
                                || sentUnits[count + 1] - sentUnits[before] > credits.postedData();
                        if (needed) {
                            assertThat(leftPs + ROUNDING_PS)
                                    .isGreaterThanOrEqualTo(writes.get(before).arrivalPs() + credits.returnLatencyPs());
                        }
                    }
                    writes.add(end);
                }
            }
        });
    }
}
