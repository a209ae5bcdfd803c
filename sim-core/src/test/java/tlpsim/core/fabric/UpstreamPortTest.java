package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.pipeline.TlpRing;

/**
 * Hand-worked examples on a gen6 x16 link: 64 GT/s on 16 lanes are 128 bytes per nanosecond, of which 236 of 256 are TLPs, 118 bytes per nanosecond. A
 * write of 220 bytes with a 16-byte header is 236 bytes in Flit Mode: 2000 ps.
 */
final class UpstreamPortTest {
    private static final int PAYLOAD = 220;
    private static final int DATA_UNITS = 14;
    private static final long WRITE_PS = 2_000;
    private static final long PROPAGATION_PS = 50_000;

    private final ScriptedDevice device = new ScriptedDevice(0, PAYLOAD, true);
    private final TlpRing ring = new TlpRing(1024, 1, Gate.OPEN);

    private UpstreamPort port(int headers, int dataUnits) {
        PortConfig config = new PortConfig(
                3, LinkConfig.of(Generation.GEN6, 16).withMpsBytes(512), PROPAGATION_PS, headers, dataUnits);
        return new UpstreamPort(config, new DeviceModel[] {device});
    }

    private static void emit(UpstreamPort port, long readyPs, int payloadBytes) {
        ScriptedDevice.emit(port, readyPs, 0, payloadBytes, 0, 0);
    }

    private List<Long> arrivals(UpstreamPort port) {
        port.decide();
        List<Long> arrivals = new ArrayList<>();
        while (port.isHeadDecided()) {
            arrivals.add(port.headArrivalPs());
            assertThat(ring.hasRoom()).isTrue();
            port.forwardHead(ring);
            assertThat(ring.hasRecord()).isTrue();
            ring.advance();
        }
        return arrivals;
    }

    private static List<Long> afterPropagation(long... endsPs) {
        List<Long> arrivals = new ArrayList<>();
        for (long end : endsPs) {
            arrivals.add(end + PROPAGATION_PS);
        }
        return arrivals;
    }

    @Test
    void writesFollowEachOtherBackToBackAndAnIdleLinkStartsAtOnce() {
        UpstreamPort port = port(0, 0);
        emit(port, 100, PAYLOAD);
        emit(port, 100, PAYLOAD);
        emit(port, 3_000, PAYLOAD);
        emit(port, 50_000, PAYLOAD);
        assertThat(arrivals(port)).isEqualTo(afterPropagation(2_100, 4_100, 6_100, 52_000));
        assertThat(port.counters()[PortCounter.TLPS]).isEqualTo(4);
        assertThat(port.counters()[PortCounter.WIRE_BYTES]).isEqualTo(4 * 236);
        assertThat(port.counters()[PortCounter.PAYLOAD_BYTES]).isEqualTo(4 * PAYLOAD);
        assertThat(port.counters()[PortCounter.LINK_WAIT_PS]).isEqualTo(2_000 + 1_100);
        assertThat(port.counters()[PortCounter.CREDIT_WAIT_PS]).isZero();
    }

    @Test
    void fractionsOfAPicosecondAddUpExactlyOverABurst() {
        UpstreamPort port = port(0, 0);
        int tlps = 118;
        for (int tlp = 0; tlp < tlps; tlp++) {
            emit(port, 0, 84);
        }
        // 100 bytes take 847.457... ps; 118 of them take 100,000 ps.
        List<Long> arrivals = arrivals(port);
        for (int tlp = 0; tlp < tlps; tlp++) {
            assertThat(arrivals.get(tlp)).isEqualTo((tlp + 1) * 100_000L / 118 + PROPAGATION_PS);
        }
    }

    @Test
    void aWriteWithoutAHeaderCreditWaitsForTheReturnThatCoversIt() {
        UpstreamPort port = port(2, 0);
        for (int write = 0; write < 4; write++) {
            emit(port, 0, PAYLOAD);
        }
        assertThat(arrivals(port)).isEqualTo(afterPropagation(2_000, 4_000));
        assertThat(port.waiting()).isEqualTo(2);
        port.addCredits(30_000, FeedbackLayout.credits(1, DATA_UNITS));
        assertThat(arrivals(port)).isEqualTo(afterPropagation(32_000));
        port.addCredits(31_000, FeedbackLayout.credits(1, DATA_UNITS));
        assertThat(arrivals(port)).isEqualTo(afterPropagation(34_000));
        assertThat(port.counters()[PortCounter.CREDIT_WAIT_PS]).isEqualTo(26_000);
    }

    @Test
    void aWriteThatNeedsSeveralReturnsLeavesWithTheLast() {
        UpstreamPort port = port(0, DATA_UNITS);
        emit(port, 0, PAYLOAD);
        emit(port, 0, PAYLOAD);
        assertThat(arrivals(port)).hasSize(1);
        port.addCredits(10_000, FeedbackLayout.credits(1, 6));
        assertThat(arrivals(port)).isEmpty();
        port.addCredits(20_000, FeedbackLayout.credits(1, 7));
        assertThat(arrivals(port)).isEmpty();
        port.addCredits(40_000, FeedbackLayout.credits(1, 1));
        assertThat(arrivals(port)).isEqualTo(afterPropagation(42_000));
    }

    @Test
    void readsTakeNoPostedCreditsButNeverPassAWrite() {
        UpstreamPort port = port(1, 0);
        emit(port, 0, PAYLOAD);
        emit(port, 0, 0);
        emit(port, 0, PAYLOAD);
        emit(port, 0, 0);
        assertThat(arrivals(port)).hasSize(2);
        assertThat(port.waiting()).isEqualTo(2);
        port.addCredits(90_000, FeedbackLayout.credits(1, DATA_UNITS));
        // 16 bytes take 135.59... ps.
        assertThat(arrivals(port)).isEqualTo(afterPropagation(92_000, 92_135));
    }

    @Test
    void departuresDoNotHangOnWhenTheReturnBecameKnown() {
        Random random = new Random(5);
        for (int draw = 0; draw < 200; draw++) {
            int writes = 30;
            UpstreamPort early = port(1 + random.nextInt(3), 40);
            UpstreamPort late = new UpstreamPort(early.config(), new DeviceModel[] {device});
            long readyPs = 0;
            long creditPs = 0;
            List<Long> first = new ArrayList<>();
            List<Long> second = new ArrayList<>();
            for (int write = 0; write < writes; write++) {
                readyPs += random.nextInt(3_000);
                creditPs += random.nextInt(6_000);
                int payload = 4 + 4 * random.nextInt(100);
                long credits = FeedbackLayout.credits(1, (payload + 15) / 16);
                early.addCredits(creditPs, credits);
                emit(early, readyPs, payload);
                first.addAll(arrivals(early));
                emit(late, readyPs, payload);
                if (random.nextBoolean()) {
                    second.addAll(arrivals(late));
                }
                late.addCredits(creditPs, credits);
            }
            second.addAll(arrivals(late));
            assertThat(second).as("draw %d", draw).isEqualTo(first).hasSize(writes);
        }
    }

    @Test
    void noWriteLeavesBeforeTheCreditsThatItTakesAreBack() {
        Random random = new Random(8);
        for (int draw = 0; draw < 200; draw++) {
            int headers = 1 + random.nextInt(4);
            int units = 32 + random.nextInt(16);
            UpstreamPort port = port(headers, units);
            int[] payloads = random.ints(40, 1, 129).map(dw -> 4 * dw).toArray();
            for (int write = 0; write < payloads.length; write++) {
                emit(port, write * 100L, payloads[write]);
            }
            List<Long> starts = new ArrayList<>();
            List<Long> returns = new ArrayList<>();
            long returnPs = 0;
            while (starts.size() < payloads.length) {
                forward(port, starts);
                // The oldest write whose credits are still out gives them back, some time after it has left.
                int write = returns.size();
                returnPs = Math.max(returnPs, starts.get(write)) + random.nextInt(20_000);
                returns.add(returnPs);
                port.addCredits(returnPs, FeedbackLayout.credits(1, dataUnits(payloads[write])));
                forward(port, starts);
            }
            check(starts, returns, payloads, headers, units);
        }
    }

    private static int dataUnits(int payloadBytes) {
        return (payloadBytes + 15) / 16;
    }

    private void forward(UpstreamPort port, List<Long> starts) {
        port.decide();
        while (port.isHeadDecided()) {
            assertThat(ring.hasRoom()).isTrue();
            port.forwardHead(ring);
            assertThat(ring.hasRecord()).isTrue();
            starts.add(ring.readBuffer().getLong(ring.readOffset() + TlpRecordLayout.DEPART_PS));
            ring.advance();
        }
    }

    private static void check(List<Long> starts, List<Long> returns, int[] payloads, int headers, int units) {
        int unitsOut = 0;
        int headersOut = 0;
        int returned = 0;
        for (int write = 0; write < payloads.length; write++) {
            while (returned < Math.min(write, returns.size()) && returns.get(returned) <= starts.get(write)) {
                headersOut--;
                unitsOut -= dataUnits(payloads[returned]);
                returned++;
            }
            headersOut++;
            unitsOut += dataUnits(payloads[write]);
            assertThat(headersOut).isBetween(1, headers);
            assertThat(unitsOut).isBetween(1, units);
        }
    }

    @Test
    void theBoundIsNeverAboveTheNextArrival() {
        UpstreamPort port = port(1, 0);
        assertThat(port.boundPs(700, 9)).isEqualTo(700 + PROPAGATION_PS);
        emit(port, 0, PAYLOAD);
        port.decide();
        assertThat(port.boundPs(0, 0)).isEqualTo(WRITE_PS + PROPAGATION_PS);
        arrivals(port);
        assertThat(port.boundPs(0, 0)).isEqualTo(WRITE_PS + PROPAGATION_PS);
        emit(port, 0, PAYLOAD);
        port.decide();
        assertThat(port.boundPs(50_000, 8_000)).isEqualTo(8_000 + PROPAGATION_PS);
        port.addCredits(9_000, FeedbackLayout.credits(1, DATA_UNITS));
        assertThat(arrivals(port)).isEqualTo(afterPropagation(11_000));
    }

    @Test
    void recordsKeepTheirOrderAndContentsWhenTheFifoGrows() {
        UpstreamPort port = port(1, 0);
        int writes = 5_000;
        TlpRing large = new TlpRing(8192, 1, Gate.OPEN);
        for (int write = 0; write < writes; write++) {
            ScriptedDevice.emit(port, write, 0, PAYLOAD, 0, write);
            port.decide();
        }
        port.addCredits(1, FeedbackLayout.credits(writes, 0));
        port.decide();
        for (int write = 0; write < writes; write++) {
            assertThat(large.hasRoom()).isTrue();
            port.forwardHead(large);
            assertThat(large.hasRecord()).isTrue();
            int offset = large.readOffset();
            assertThat(large.readBuffer().getLong(offset + TlpRecordLayout.UNIT))
                    .isEqualTo(write);
            assertThat(large.readBuffer().getLong(offset + TlpRecordLayout.SEQUENCE))
                    .isEqualTo(write);
            assertThat(large.readBuffer().getShort(offset + TlpRecordLayout.PORT))
                    .isEqualTo((short) 3);
            assertThat(large.readBuffer().getLong(offset + TlpRecordLayout.ARRIVAL_PS))
                    .isEqualTo((write + 1) * WRITE_PS + PROPAGATION_PS);
            large.advance();
        }
        assertThat(port.waiting()).isZero();
    }

    @Test
    void theDeviceHearsWhenTheLastTlpOfAUnitHasLeftHoweverFullTheRingIs() {
        UpstreamPort port = port(0, 0);
        ScriptedDevice.emit(port, 0, 0, PAYLOAD, 0, 0);
        ScriptedDevice.emit(port, 0, 0, PAYLOAD, TlpRecordLayout.FLAG_LAST, 0);
        ScriptedDevice.emit(port, 0, 0, PAYLOAD, TlpRecordLayout.FLAG_LAST, 1);
        port.decide();
        assertThat(device.departuresPs).containsExactly(2 * WRITE_PS, 3 * WRITE_PS);
    }

    @Test
    void aTlpIsCountedWhenItIsForwarded() {
        UpstreamPort port = port(0, 0);
        long before = port.digest();
        emit(port, 0, PAYLOAD);
        port.decide();
        assertThat(port.counters()).containsOnly(0);
        assertThat(port.digest()).isEqualTo(before);
        arrivals(port);
        assertThat(port.counters()[PortCounter.TLPS]).isEqualTo(1);
        assertThat(port.digest()).isNotEqualTo(before);
    }
}
