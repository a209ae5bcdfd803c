package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;

final class SourceProcessTest {
    private static final long END_PS = 1_000_000;

    private record Arrival(long timePs, int port) {}

    /** The Source alone, with everything around it; the test takes the part of Memory. */
    private static final class Rig {
        private static final long RETURN_PS = 5_000;

        private final TlpRing ring;
        private final MessageRing feedback = new MessageRing(64, 16, Gate.OPEN);
        private final Promise sourcePromise = new Promise();
        private final Promise memoryPromise = new Promise();
        private final UpstreamPort[] ports;
        private final SourceProcess source;

        Rig(int slots, ScriptedDevice[] devices, long... propagationsPs) {
            ring = new TlpRing(slots, 1, Gate.OPEN);
            ports = new UpstreamPort[propagationsPs.length];
            int[] portOfDevice = new int[devices.length];
            int[] deviceOfQueue = new int[devices.length];
            for (int port = 0; port < ports.length; port++) {
                LinkConfig link = LinkConfig.of(Generation.GEN6, 16);
                ports[port] = new UpstreamPort(new PortConfig(port, link, propagationsPs[port], 0, 0), devices);
            }
            for (int device = 0; device < devices.length; device++) {
                portOfDevice[device] = device % ports.length;
                deviceOfQueue[device] = device;
                devices[device].port(ports[portOfDevice[device]]);
            }
            SourceEdges edges = new SourceEdges(ring, feedback, sourcePromise, memoryPromise);
            source = new SourceProcess(edges, Fabric.direct(ports, portOfDevice), devices, deviceOfQueue);
            source.allowUntil(END_PS);
        }

        /** Runs to the end as Memory would let it: reads the promise, takes what is there, promises on. */
        List<Arrival> run() {
            List<Arrival> arrivals = new ArrayList<>();
            long promisedPs = 0;
            for (int duty = 0; !source.isDone(); duty++) {
                assertThat(duty).as("it makes progress").isLessThan(100_000);
                source.doWork();
                while (ring.hasRecord()) {
                    int offset = ring.readOffset();
                    long arrivalPs = ring.readBuffer().getLong(offset + TlpRecordLayout.ARRIVAL_PS);
                    assertThat(arrivalPs).as("after the last promise").isGreaterThanOrEqualTo(promisedPs);
                    arrivals.add(new Arrival(arrivalPs, ring.readBuffer().getShort(offset + TlpRecordLayout.PORT)));
                    ring.advance();
                }
                promisedPs = sourcePromise.get();
                memoryPromise.raise(promisedPs + RETURN_PS);
            }
            return arrivals;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void severalPortsShareTheRingInOrderOfArrival(int slots) {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            ScriptedDevice[] devices = new ScriptedDevice[3];
            int writes = 0;
            for (int device = 0; device < devices.length; device++) {
                long[] times = random.longs(40, 0, 200_000).sorted().toArray();
                writes += times.length;
                devices[device] = new ScriptedDevice(device, 4 + 4 * random.nextInt(60), random.nextBoolean(), times);
            }
            List<Arrival> arrivals = new Rig(slots, devices, 1_000 + random.nextInt(50_000), 1, 70_000).run();
            assertThat(arrivals).as("seed %d", seed).hasSize(writes);
            for (int index = 1; index < arrivals.size(); index++) {
                Arrival one = arrivals.get(index - 1);
                Arrival next = arrivals.get(index);
                boolean ordered =
                        one.timePs() < next.timePs() || one.timePs() == next.timePs() && one.port() <= next.port();
                assertThat(ordered).as("seed %d, %s before %s", seed, one, next).isTrue();
            }
        }
    }

    @Test
    void feedbackTakesItsWayDownTheLinkBeforeTheDeviceSeesIt() {
        ScriptedDevice device = new ScriptedDevice(0, 220, false, 400_000);
        Rig rig = new Rig(64, new ScriptedDevice[] {device}, 50_000);
        rig.feedback.send(FeedbackLayout.head(FeedbackLayout.DOORBELL, 0), 100_000, 17, 0);
        rig.feedback.send(
                FeedbackLayout.head(FeedbackLayout.READ_READY, 0), 100_000, FeedbackLayout.readReady(3, 0, 220), 0);
        rig.feedback.flush();
        rig.run();
        // A doorbell is 16 + 4 bytes, 169.49 ps at 118 bytes per nanosecond; the completion 12 + 220 bytes, 1966.10 ps
        // more.
        assertThat(device.seen)
                .containsExactly(
                        "doorbell@150169 queue 0 posted 17", "read@152135 queue 0 unit 3 bytes 220", "work@400000");
    }

    @Test
    void completionsAreCutAtTheReadCompletionBoundary() {
        ScriptedDevice device = new ScriptedDevice(0, 220, false, 400_000);
        Rig rig = new Rig(64, new ScriptedDevice[] {device}, 1);
        // 512 bytes from 0x30: the first piece ends at a multiple of 64 within MPS, 208 bytes; then 256; then 48.
        rig.feedback.send(
                FeedbackLayout.head(FeedbackLayout.READ_READY, 0), 0, FeedbackLayout.readReady(0, 0x30, 512), 0);
        rig.feedback.flush();
        rig.run();
        assertThat(rig.ports[0].counters()[PortCounter.DOWN_TLPS]).isEqualTo(3);
        assertThat(rig.ports[0].counters()[PortCounter.DOWN_WIRE_BYTES]).isEqualTo(3 * 12 + 512);
    }

    @Test
    void anUnsafeEventWaitsUntilMemoryHasPromised() {
        ScriptedDevice device = new ScriptedDevice(0, 220, false, 400_000);
        Rig rig = new Rig(64, new ScriptedDevice[] {device}, 1);
        rig.memoryPromise.raise(400_000);
        rig.source.doWork();
        assertThat(device.seen).isEmpty();
        rig.memoryPromise.raise(400_001);
        rig.source.doWork();
        assertThat(device.seen).containsExactly("work@400000");
    }

    @Test
    void aSafeEventDoesNotWait() {
        ScriptedDevice device = new ScriptedDevice(0, 220, true, 400_000);
        Rig rig = new Rig(64, new ScriptedDevice[] {device}, 1);
        rig.source.doWork();
        assertThat(device.seen).containsExactly("work@400000");
    }

    @Test
    void nothingAtOrAfterTheEndIsDone() {
        ScriptedDevice device = new ScriptedDevice(0, 220, true, END_PS - 1, END_PS);
        Rig rig = new Rig(64, new ScriptedDevice[] {device}, 1_000);
        assertThat(rig.run()).isEmpty();
        assertThat(device.seen).containsExactly("work@" + (END_PS - 1));
        assertThat(rig.ports[0].waiting()).isEqualTo(1);
    }
}
