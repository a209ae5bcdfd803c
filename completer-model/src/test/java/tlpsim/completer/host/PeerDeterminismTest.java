package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.completer.host.MemoryRig.NS;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.host.MemoryRig.Setup;
import tlpsim.completer.peer.PeerCompleter;
import tlpsim.completer.peer.PeerEngineConfig;
import tlpsim.completer.peer.PeerPortConfig;
import tlpsim.completer.port.ReceiveWindow;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.tph.TphCompleterSupport;

/** The same TLPs give the same run, however they are cut into batches and promises; and a run allocates nothing. */
final class PeerDeterminismTest {
    private static final QueuePlaces[] PLACES = {
        QueuePlaces.ALL_HOST,
        new QueuePlaces(0, 1, 1, 0),
        new QueuePlaces(1, 1, 1, 1),
        new QueuePlaces(0, 0, 2, 0),
        new QueuePlaces(2, 2, 2, 2),
        new QueuePlaces(0, 2, 1, 0),
        new QueuePlaces(0, 1, 0, 0),
    };
    private static final int UNITS = MemoryRig.ENTRIES;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Chains of what came back: feedback, observations. */
    private final long[] received = new long[2];

    private static Setup setup() {
        PeerPortConfig slow = new PeerPortConfig(
                new ReceiveWindow(16, 64, 250 * NS), 8, MemoryRig.rules(TphCompleterSupport.TPH, false));
        return new Setup()
                .peer(MemoryRig.with(
                        MemoryRig.peer(), new PeerEngineConfig(2, 50 * NS, 40 * NS, 700 * NS, 600 * NS, 500_000, 4)))
                .peer(MemoryRig.with(MemoryRig.peer(), slow))
                .queues(PLACES)
                .rootPort(TphCompleterSupport.EXTENDED, new ReceiveWindow(16, 0, 300 * NS, 7 * NS))
                .cores(3);
    }

    /** Records of a whole run in the order of their arrival. @param firstPs time before which nothing arrives */
    private static UnsafeBuffer draw(long seed, MemoryRig rig, long firstPs, long firstUnit) {
        Random random = new Random(seed);
        UnsafeBuffer all = new UnsafeBuffer(new byte[PLACES.length * UNITS * 5 * TlpRecordLayout.RECORD_BYTES]);
        int at = 0;
        long timePs = firstPs;
        for (long unit = firstUnit; unit < firstUnit + UNITS; unit++) {
            for (int queue = 0; queue < PLACES.length; queue++) {
                int[] gaps = new int[5];
                Arrays.setAll(gaps, index -> random.nextInt(index == 0 ? 120_000 : 30_000));
                RigTlp[] tlps = {
                    hinted(random, rig.tlp(timePs += gaps[0], AccessKind.HEADER, queue, unit)),
                    hinted(
                            random,
                            rig.tlp(timePs += gaps[1], AccessKind.PAYLOAD, queue, unit)
                                    .from(64)
                                    .bytes(192)
                                    .last(256)
                                    .due(timePs - 1_000)),
                    hinted(random, rig.tlp(timePs += gaps[2], AccessKind.COMPLETION, queue, unit)),
                    rig.tlp(timePs += gaps[3], AccessKind.DESCRIPTOR, queue, unit),
                    rig.tlp(timePs += gaps[4], AccessKind.FLUSH_READ, queue, unit)
                            .bytes(4)
                };
                if (random.nextInt(20) == 0) {
                    tlps[random.nextInt(2)].lost(HintOutcome.PREFIX_BLOCKED);
                }
                for (RigTlp tlp : tlps) {
                    tlp.fill(all, at);
                    at += TlpRecordLayout.RECORD_BYTES;
                }
            }
        }
        return all;
    }

    private static RigTlp hinted(Random random, RigTlp tlp) {
        return switch (random.nextInt(5)) {
            case 0 -> tlp.phOnly();
            case 1 -> tlp.tag8(1 + random.nextInt(200));
            case 2 -> tlp.relaxed();
            default -> tlp;
        };
    }

    /** Feeds the records as fast as the ring takes them and raises promises in steps. */
    private void feed(MemoryRig rig, UnsafeBuffer records, long stepPs, long endPs) {
        rig.memory.allowUntil(endPs);
        int at = 0;
        long promisePs = 0;
        while (!rig.memory.isDone()) {
            while (at < records.capacity() && rig.ring.hasRoom()) {
                rig.ring.writeBuffer().putBytes(rig.ring.writeOffset(), records, at, TlpRecordLayout.RECORD_BYTES);
                rig.ring.append();
                at += TlpRecordLayout.RECORD_BYTES;
            }
            rig.ring.flush();
            long nextPs = at < records.capacity() ? records.getLong(at + TlpRecordLayout.ARRIVAL_PS) : endPs;
            promisePs = Math.min(nextPs, promisePs + stepPs);
            rig.sourcePromise.raise(promisePs);
            rig.memory.doWork();
            received[0] = drain(rig.feedback, received[0]);
            received[1] = drain(rig.observations, received[1]);
        }
    }

    private static long drain(MessageRing messages, long before) {
        long chain = before;
        while (messages.hasMessage()) {
            for (int word = 0; word < MessageRing.WORDS; word++) {
                chain = DigestChain.mix(chain, messages.word(word));
            }
            messages.advance();
        }
        return chain;
    }

    private String state(MemoryRig rig) {
        StringBuilder text = new StringBuilder(Long.toHexString(rig.memory.digest()));
        for (PeerCompleter peer : rig.memory.peers()) {
            text.append(Arrays.toString(peer.counters()))
                    .append(Arrays.toString(peer.portCounters()))
                    .append(Arrays.toString(peer.writeCounters()))
                    .append(Arrays.toString(peer.engines().readCounters()));
        }
        return text.append(Arrays.toString(rig.memory.paths().outcomes()))
                .append(Arrays.toString(rig.memory.paths().visibleDelayPs()))
                .append(Arrays.toString(rig.queues.visibleBeforeDataByFlow()))
                .append(Arrays.toString(rig.queues.readWithoutDataByFlow()))
                .append(Arrays.toString(received))
                .toString();
    }

    @Test
    void everyRingBatchAndPromiseGivesTheSameRun() {
        long endPs = 1_000_000 * NS;
        for (long seed = 1; seed <= 20; seed++) {
            String expected = null;
            for (int variant = 0; variant < 4; variant++) {
                MemoryRig rig =
                        setup().ring(1 << 3 * (variant % 3), 1 + 3 * variant).build();
                Arrays.fill(received, 0);
                long stepPs = variant == 0 ? endPs : 1_000L << 4 * variant;
                feed(rig, draw(seed, rig, 0, 0), stepPs, endPs);
                String state = state(rig);
                if (expected == null) {
                    expected = state;
                }
                assertThat(state).as("seed %d, variant %d", seed, variant).isEqualTo(expected);
            }
        }
    }

    @Test
    void aRunUsesEveryWayOfConsuming() {
        MemoryRig rig = setup().build();
        feed(rig, draw(1, rig, 0, 0), NS, 1_000_000 * NS);
        for (PeerCompleter peer : rig.memory.peers()) {
            assertThat(Arrays.stream(peer.engines().readCounters()).sum()).isPositive();
        }
        assertThat(Arrays.stream(rig.queues.visibleBeforeDataByFlow()).sum()).isPositive();
        assertThat(Arrays.stream(rig.queues.readWithoutDataByFlow()).sum()).isPositive();
    }

    @Test
    void nothingIsAllocatedOnceARunIsWarm() {
        MemoryRig rig = setup().build();
        long lapPs = 1_000_000 * NS;
        UnsafeBuffer[] laps = new UnsafeBuffer[20];
        for (int lap = 0; lap < laps.length; lap++) {
            laps[lap] = draw(lap, rig, lap * lapPs, (long) lap * UNITS);
        }
        long least = Long.MAX_VALUE;
        for (int lap = 0; lap < laps.length; lap++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            feed(rig, laps[lap], 50 * NS, (lap + 1) * lapPs);
            if (lap >= laps.length / 2) {
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
        }
        assertThat(least).isLessThan(256);
        assertThat(rig.memory.tlps()).isEqualTo((long) laps.length * PLACES.length * UNITS * 5);
    }
}
