package tlpsim.gen.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.OnOffArrivals.OffPeriod;

class ArrivalProcessTest {
    private static final RandomStream STREAM = RandomStream.of(42, "rx.arrivals");

    @Test
    void constantArrivalsStartAtThePhaseAndKeepTheExactRate() {
        ConstantArrivals constant = new ConstantArrivals(FractionalPs.of(100, 3), 7);
        long time = 0;
        for (int i = 0; i < 1000; i++) {
            time += constant.nextGapPs(i);
            assertThat(time).isEqualTo(7 + 100L * i / 3);
        }
    }

    /** 1024 B packets at 100 Gbit/s: the reference load. Pinned on JDK 17 and 25. */
    @Test
    void poissonGapsArePinned() {
        PoissonArrivals poisson = new PoissonArrivals(FractionalPs.of(81_920, 1), STREAM);
        long[] first = {6967, 124108, 228214, 28821, 151265, 3903};
        long sum = 0;
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long gap = poisson.nextGapPs(i);
            if (i < first.length) {
                assertThat(gap).isEqualTo(first[i]);
            }
            sum += gap;
            hash = hash * 31 + gap;
        }
        assertThat(sum).isEqualTo(81_971_817_464L);
        assertThat(hash).isEqualTo(5_941_078_420_466_464_072L);
    }

    /** n gaps: the mean has a standard error of 1 / sqrt(n), the variance of sqrt(8 / n), each limit is 4.5 of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void poissonGapsHaveMeanVarianceAndShapeOfTheExponential(long seed) {
        int n = 1_000_000;
        double mean = 1_000_000 / 3.0;
        RandomStream stream = RandomStream.of(seed, "poisson");
        PoissonArrivals poisson = new PoissonArrivals(FractionalPs.of(1_000_000, 3), stream);
        double sum = 0;
        double squares = 0;
        int[] octiles = new int[9];
        int beyondTail = 0;
        double lag = 0;
        double former = 0;
        for (int i = 0; i < n; i++) {
            double gap = poisson.nextGapPs(i) / mean;
            sum += gap;
            squares += gap * gap;
            octiles[(int) (-StrictMath.expm1(-gap) * 8)]++;
            beyondTail += gap > 7.69711747013105 ? 1 : 0;
            lag += (gap - 1) * (former - 1);
            former = gap;
        }
        double average = sum / n;
        assertThat(average).isBetween(1 - 0.0045, 1 + 0.0045);
        assertThat(squares / n - average * average).isBetween(1 - 0.0128, 1 + 0.0128);
        assertThat(lag / n).isBetween(-0.0045, 0.0045);
        for (int octile = 0; octile < 8; octile++) {
            assertThat(octiles[octile]).isBetween(n / 8 - 1500, n / 8 + 1500);
        }
        assertThat(beyondTail).isBetween(454 - 96, 454 + 96);
    }

    @Test
    void aPoissonGapDependsOnItsIndexButForTheCarriedFraction() {
        PoissonArrivals whole = new PoissonArrivals(FractionalPs.of(1000, 1), STREAM);
        PoissonArrivals late = new PoissonArrivals(FractionalPs.of(1000, 1), STREAM);
        for (int i = 0; i < 500; i++) {
            whole.nextGapPs(i);
        }
        for (int i = 500; i < 1000; i++) {
            assertThat(late.nextGapPs(i)).isBetween(whole.nextGapPs(i) - 1, Long.MAX_VALUE);
        }
    }

    @Test
    void fixedBurstsMeetTheMeanRateExactly() {
        FractionalPs mean = FractionalPs.of(1000, 3);
        OnOffArrivals bursts = new OnOffArrivals(mean, FractionalPs.of(20, 3), 32, OffPeriod.FIXED, null);
        long time = 0;
        for (int i = 0; i < 32 * 1000; i++) {
            time += bursts.nextGapPs(i);
            long burst = i / 32;
            long inBurst = i % 32;
            assertThat(time).isEqualTo(burst * 32 * 1000 / 3 + inBurst * 20 / 3);
        }
    }

    @Test
    void exponentialSilenceMeetsTheMeanRateAndIsPinned() {
        OnOffArrivals bursts = new OnOffArrivals(
                FractionalPs.of(819_200, 3), FractionalPs.of(20_480, 1), 32, OffPeriod.EXPONENTIAL, STREAM);
        long sum = 0;
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long gap = bursts.nextGapPs(i);
            sum += gap;
            hash = hash * 31 + gap;
        }
        assertThat(sum / 1e6).isBetween(819_200 / 3.0 * 0.98, 819_200 / 3.0 * 1.02);
        assertThat(sum).isEqualTo(273_142_576_480L);
        assertThat(hash).isEqualTo(-687_474_212_353_502_560L);
    }

    @ParameterizedTest
    @EnumSource(OffPeriod.class)
    void insideABurstUnitsFollowAtTheBurstRate(OffPeriod off) {
        OnOffArrivals bursts = new OnOffArrivals(FractionalPs.of(1000, 1), FractionalPs.of(100, 1), 5, off, STREAM);
        for (int i = 0; i < 5000; i++) {
            long gap = bursts.nextGapPs(i);
            if (i % 5 != 0) {
                assertThat(gap).isEqualTo(100);
            } else if (i > 0 && off == OffPeriod.FIXED) {
                assertThat(gap).isEqualTo(5 * 1000 - 4 * 100);
            }
        }
    }

    @Test
    void impossibleBurstsAreRefusedByName() {
        FractionalPs mean = FractionalPs.of(100, 1);
        assertThatThrownBy(() -> new OnOffArrivals(mean, FractionalPs.of(101, 1), 4, OffPeriod.FIXED, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("lower than the mean rate");
        assertThatThrownBy(() -> new OnOffArrivals(mean, mean, 0, OffPeriod.FIXED, null))
                .hasMessageContaining("at least 1 unit");
        assertThat(OnOffArrivals.unitsIn(100_000_000, FractionalPs.of(6720, 1))).isEqualTo(14_881);
    }

    @Test
    void aTraceKeepsItsTimesScaledAndRepeated() {
        long[] recorded = {1000, 1010, 1010, 1075};
        TraceArrivals trace = new TraceArrivals(recorded, 3, 2, 3, 25);
        long time = 0;
        for (int i = 0; i < 12; i++) {
            time += trace.nextGapPs(i);
            long expected = (recorded[i % 4] - 1000 + i / 4 * 100L) * 3 / 2;
            assertThat(time).isEqualTo(expected);
        }
        assertThat(trace.nextGapPs(12)).isEqualTo(ArrivalProcess.END);
    }

    @Test
    void anUnlimitedTraceGoesOn() {
        TraceArrivals trace = new TraceArrivals(new long[] {5}, 1, 1, TraceArrivals.UNLIMITED, 10);
        long time = 0;
        for (int i = 0; i < 1000; i++) {
            time += trace.nextGapPs(i);
        }
        assertThat(time).isEqualTo(9990);
        assertThat(TraceArrivals.meanGapPs(new long[] {0, 10, 40})).isEqualTo(20);
        assertThat(TraceArrivals.meanGapPs(new long[] {7})).isZero();
    }

    @Test
    void tracesThatGoBackInTimeAreRefused() {
        assertThatThrownBy(() -> new TraceArrivals(new long[] {5, 4}, 1, 1, 1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unit 1 at 4 ps after 5 ps");
        assertThatThrownBy(() -> new TraceArrivals(new long[] {5}, 0, 1, 1, 0))
                .hasMessageContaining("time-scale is 0/1");
        assertThatThrownBy(() -> new TraceArrivals(new long[0], 1, 1, 1, 0)).hasMessageContaining("at least one unit");
    }

    /** 64 bytes with frame check sequence at 10 Gbit/s: the 67.2 ns of textbooks; 14.88 Mpps. */
    @Test
    void ratesTurnIntoGapsInBothConventions() {
        UnitMean smallest = UnitMean.ofFixed(60);
        ArrivalRate lineRate = new ArrivalRate(10_000_000_000L, RateConvention.L1);
        assertThat(lineRate.meanGap(smallest).floorOf(1)).isEqualTo(67_200);
        assertThat(lineRate.unitsPerSecond(smallest)).isBetween(14_880_952.0, 14_880_953.0);
        ArrivalRate l2 = new ArrivalRate(10_000_000_000L, RateConvention.L2);
        assertThat(l2.meanGap(smallest).floorOf(1)).isEqualTo(48_000);
        assertThat(lineRate.exceeds(10_000_000_000L, smallest)).isFalse();
        assertThat(new ArrivalRate(10_000_000_001L, RateConvention.L1).exceeds(10_000_000_000L, smallest))
                .isTrue();
        assertThat(l2.exceeds(10_000_000_000L, smallest)).isTrue();
        assertThat(l2.exceeds(14_000_000_000L, smallest)).isFalse();
        assertThatThrownBy(() -> new ArrivalRate(0, RateConvention.L2)).hasMessageContaining("rate is 0 bit/s");
    }

    @ParameterizedTest
    @CsvSource({"100000000000, 80, 1", "400000000000, 20, 1", "123456789013, 8000000000000, 123456789013"})
    void packetsFollowEachOtherAtPortSpeedExactly(long port, long numerator, long denominator) {
        PortShaper shaper = new PortShaper(port);
        long wireBytes = 0;
        for (int i = 0; i < 10_000; i++) {
            int bytes = 60 + i * 37 % 1455;
            long arrived = shaper.receive(0, bytes);
            java.math.BigInteger exact = java.math.BigInteger.valueOf(wireBytes + bytes + 12)
                    .multiply(java.math.BigInteger.valueOf(numerator));
            java.math.BigInteger[] parts = exact.divideAndRemainder(java.math.BigInteger.valueOf(denominator));
            assertThat(arrived).isEqualTo(parts[0].longValueExact() + parts[1].signum());
            wireBytes += bytes + 24;
        }
    }

    @Test
    void anIdlePortStartsWhenThePacketIsDue() {
        PortShaper shaper = new PortShaper(100_000_000_000L);
        assertThat(shaper.receive(1_000_000, 60)).isEqualTo(1_000_000 + 72 * 80);
        assertThat(shaper.startPs()).isEqualTo(1_000_000);
        assertThat(shaper.receive(1_000_001, 60)).isEqualTo(1_000_000 + (84 + 72) * 80);
        assertThat(shaper.startPs()).isEqualTo(1_000_000 + 84 * 80);
        assertThat(shaper.receive(2_000_000, 1514)).isEqualTo(2_000_000 + 1526 * 80);
        assertThatThrownBy(() -> new PortShaper(0)).hasMessageContaining("port speed is 0");
    }

    @Test
    void gapsAllocateNothing() {
        List<ArrivalProcess> processes = List.of(
                new ConstantArrivals(FractionalPs.of(100, 3), 0),
                new PoissonArrivals(FractionalPs.of(81_920, 1), STREAM),
                new OnOffArrivals(FractionalPs.of(100, 1), FractionalPs.of(10, 1), 8, OffPeriod.EXPONENTIAL, STREAM),
                new TraceArrivals(new long[] {1, 2, 3}, 1, 2, TraceArrivals.UNLIMITED, 4));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (ArrivalProcess process : processes) {
            PortShaper shaper = new PortShaper(123_456_789_013L);
            long time = run(process, shaper, 0, 50_000);
            long before = threads.getCurrentThreadAllocatedBytes();
            time += run(process, shaper, 50_000, 100_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as(process.getClass().getSimpleName()).isLessThan(512);
            assertThat(time).isPositive();
        }
    }

    private static long run(ArrivalProcess process, PortShaper shaper, int from, int to) {
        long time = 0;
        long last = 0;
        for (int i = from; i < to; i++) {
            time += process.nextGapPs(i);
            last = shaper.receive(time, 60);
        }
        return last;
    }
}
