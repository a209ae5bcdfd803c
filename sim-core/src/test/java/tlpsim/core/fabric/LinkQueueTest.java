package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.random.RandomStream;

/** A link as a queue: mean waits of Poisson arrivals against M/D/1 and M/G/1, throughput under few credits against Little's law. */
final class LinkQueueTest {
    private static final RandomStream GAPS = RandomStream.of(9, "gaps");
    private static final RandomStream SIZES = RandomStream.of(9, "sizes");
    /** Bytes of a write of four header DWs in Flit Mode beside its payload, and of the gen6 x16 link in a nanosecond. */
    private static final int HEADER_BYTES = 16;

    private static final double BYTES_PER_PS = 0.118;

    /** Frames of TRex IMIX_v4_1 (28:16:4) without the frame check sequence. */
    private static final int[] IMIX = imix();

    private final ScriptedDevice device = new ScriptedDevice(0, 4096, true);
    private final UnsafeBuffer gone =
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(TlpRecordLayout.RECORD_BYTES, 64));

    private static int[] imix() {
        int[] sizes = new int[48];
        Arrays.fill(sizes, 0, 28, 60);
        Arrays.fill(sizes, 28, 44, 568);
        Arrays.fill(sizes, 44, 48, 1516);
        return sizes;
    }

    private UpstreamPort port(int headers) {
        PortConfig config = new PortConfig(0, LinkConfig.of(Generation.GEN6, 16).withMpsBytes(4096), 1, headers, 0);
        return new UpstreamPort(config, new DeviceModel[] {device});
    }

    private static double servicePs(int payloadBytes) {
        return (payloadBytes + HEADER_BYTES) / BYTES_PER_PS;
    }

    private static int tlps(double load) {
        return (int) (600_000 / (1 - load));
    }

    /** Offers Poisson arrivals of sizes drawn from {@code sizes}. @return the mean wait */
    private double meanWaitPs(double load, int[] sizes) {
        double meanServicePs = 0;
        for (int size : sizes) {
            meanServicePs += servicePs(size) / sizes.length;
        }
        UpstreamPort port = port(0);
        double nowPs = 0;
        int count = tlps(load);
        for (int tlp = 0; tlp < count; tlp++) {
            nowPs -= StrictMath.log(1 - GAPS.unitAt(tlp)) * meanServicePs / load;
            ScriptedDevice.emit(port, (long) nowPs, 0, sizes[SIZES.boundedAt(tlp, 0, sizes.length)], 0, 0);
            port.decide();
            port.takeHead(gone, 0);
        }
        return (double) port.counters()[PortCounter.LINK_WAIT_PS] / count;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95})
    void writesOfOneSizeWaitAsInAnMD1Queue(double load) {
        double expected = load * servicePs(256) / (2 * (1 - load));
        assertThat(meanWaitPs(load, new int[] {256})).isCloseTo(expected, within(0.02 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95})
    void writesOfMixedSizesWaitAsInAnMG1Queue(double load) {
        double first = 0;
        double second = 0;
        for (int size : IMIX) {
            first += servicePs(size) / IMIX.length;
            second += servicePs(size) * servicePs(size) / IMIX.length;
        }
        double expected = load / first * second / (2 * (1 - load));
        assertThat(meanWaitPs(load, IMIX)).isCloseTo(expected, within(0.02 * expected));
    }

    /** Each credit is away for serialisation, one picosecond of propagation and 100 ns; the link carries no more than its bandwidth. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 40, 43, 44, 60, 200})
    void creditsOverTheirRoundTripLimitThroughputUpToTheKnee(int credits) {
        UpstreamPort port = port(credits);
        int count = 20_000;
        long lastPs = 0;
        for (int tlp = 0; tlp < count; tlp++) {
            ScriptedDevice.emit(port, 0, 0, 256, 0, 0);
            port.decide();
            lastPs = port.headArrivalPs();
            port.takeHead(gone, 0);
            port.addCredits(lastPs + 100_000, FeedbackLayout.credits(1, 16));
        }
        double perPs = Math.min(1 / servicePs(256), credits / (servicePs(256) + 1 + 100_000));
        assertThat(count / (double) lastPs).isCloseTo(perPs, within(0.01 * perPs));
    }

    @Test
    void theKneeLiesWhereLittlesLawPutsIt() {
        // 2305 ps per write, 102,306 ps of round trip: 44.4 writes under way.
        assertThat((servicePs(256) + 100_001) / servicePs(256)).isBetween(44.0, 45.0);
    }
}
