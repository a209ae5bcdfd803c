package tlpsim.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerialisationClockTest {
    private static final int BURST = 10_000_000;
    private static final long ONE_HOUR_PS = 3_600_000_000_000_000L;

    static List<LinkConfig> everyLink() {
        List<LinkConfig> links = new ArrayList<>();
        for (Generation generation : Generation.values()) {
            for (int lanes = 1; lanes <= 16; lanes *= 2) {
                LinkConfig link = LinkConfig.of(generation, lanes);
                links.add(link.withFlit(true));
                if (generation != Generation.GEN6) {
                    links.add(link);
                }
            }
        }
        return links;
    }

    @ParameterizedTest
    @MethodSource("everyLink")
    void tenMillionTlpsBackToBackEndAtTheFloorOfTheExactSum(LinkConfig link) {
        LinkRate rate = LinkRate.tlp(link);
        SerialisationClock clock = new SerialisationClock(rate);
        long random = 42;
        long bytes = 0;
        long endPs = 0;
        for (int i = 0; i < BURST; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            int size = 20 + (int) ((random >>> 40) & 0xFFF);
            bytes += size;
            endPs = clock.transmit(0, size);
        }

        BigInteger[] exact = BigInteger.valueOf(bytes)
                .multiply(BigInteger.valueOf(rate.denominator()))
                .divideAndRemainder(BigInteger.valueOf(rate.numerator()));
        assertThat(endPs).isEqualTo(exact[0].longValueExact());
        assertThat(clock.remainder()).isEqualTo(exact[1].longValueExact());
        assertThat(clock.wireBytes()).isEqualTo(bytes);
        assertThat(rate.floorPs(bytes)).isEqualTo(endPs);
    }

    @Test
    void startsOnAWholePicosecondAfterAnIdleGap() {
        SerialisationClock clock = new SerialisationClock(new LinkRate(3, 1));

        assertThat(clock.transmit(0, 1)).isZero();
        assertThat(clock.remainder()).isEqualTo(1);
        assertThat(clock.transmit(5, 1)).isEqualTo(5);
        assertThat(clock.remainder()).isEqualTo(1);
    }

    @Test
    void carriesTheFractionWhereTheNextTlpIsReadyInThePicosecondOfTheDeparture() {
        SerialisationClock clock = new SerialisationClock(new LinkRate(3, 1));
        clock.transmit(0, 1);
        clock.transmit(0, 1);

        assertThat(clock.transmit(0, 1)).isEqualTo(1);
        assertThat(clock.remainder()).isZero();
        assertThat(clock.transmit(1, 2)).isEqualTo(1);
        assertThat(clock.remainder()).isEqualTo(2);
    }

    @Test
    void holdsForManySimulatedHours() {
        LinkRate rate = LinkRate.tlp(LinkConfig.parse("gen5 x16"));
        SerialisationClock clock = new SerialisationClock(rate);

        long endPs = clock.transmit(1000 * ONE_HOUR_PS, WireLayout.MAX_WIRE_BYTES);

        assertThat(endPs).isEqualTo(1000 * ONE_HOUR_PS + rate.floorPs(WireLayout.MAX_WIRE_BYTES));
    }

    @Test
    void everyRateFitsTheProductOfTheLargestTlp() {
        for (LinkConfig link : everyLink()) {
            for (int mps = 128; mps <= 4096; mps *= 2) {
                LinkRate rate = LinkRate.tlp(link.withMpsBytes(mps));
                assertThat(Math.multiplyExact(rate.denominator(), (long) WireLayout.MAX_WIRE_BYTES))
                        .isPositive();
            }
        }
    }

    @Test
    void thePrintedBandwidthIsTheRateOfTheClock() {
        LinkConfig link = LinkConfig.parse("gen4 x8");
        AccessConfig access = new AccessConfig(64, false, false);
        LinkBandwidth bandwidth = LinkBandwidth.of(link, access, 256);
        SerialisationClock clock = new SerialisationClock(LinkRate.tlp(link));
        long payloadBits = 0;
        long endPs = 0;
        for (int i = 0; i < 1_000_000; i++) {
            endPs = clock.transmit(0, WireLayout.wireBytes(false, WireLayout.HEADER_4DW_BYTES, 256, 0, false));
            payloadBits += 256 * 8;
        }

        BigDecimal gbps = BigDecimal.valueOf(payloadBits * 1000)
                .divide(BigDecimal.valueOf(endPs), 9, java.math.RoundingMode.HALF_EVEN);
        assertThat(gbps)
                .isCloseTo(
                        bandwidth.writeEffectiveGbps(),
                        org.assertj.core.api.Assertions.within(new BigDecimal("0.000001")));
    }
}
