package tlpsim.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;

final class LatencyRecorderTest {
    private static final long NANOSECOND = 1_000;

    private final MessageRing observations = new MessageRing(64, 16, Gate.OPEN);
    private final Promise memoryPromise = new Promise();
    private final LatencyRecorder recorder = new LatencyRecorder(observations, memoryPromise, 2);

    private void observe(int workload, long visiblePs, long startPs, long endPs) {
        observations.send(workload, visiblePs, startPs, endPs);
        observations.flush();
    }

    @Test
    void eachPointOfEachWorkloadHasItsOwnHistogram() {
        recorder.restart(true);
        observe(0, 100 * NANOSECOND, 200 * NANOSECOND, 300 * NANOSECOND);
        observe(1, 1000 * NANOSECOND, 2000 * NANOSECOND, 3000 * NANOSECOND);
        observe(1, 1001 * NANOSECOND, 2000 * NANOSECOND, 3000 * NANOSECOND);
        recorder.doWork();
        for (int point = 0; point < LatencyRecorder.WIRE; point++) {
            assertAbout(recorder.histogram(0, point), 1, (point + 1) * 100L * NANOSECOND);
            assertAbout(recorder.histogram(1, point), 2, (point + 1) * 1000L * NANOSECOND);
        }
    }

    private static void assertAbout(Histogram histogram, int count, long valuePs) {
        assertThat(histogram.getTotalCount()).isEqualTo(count);
        assertThat(histogram.valuesAreEquivalent(histogram.getValueAtPercentile(50), valuePs))
                .isTrue();
    }

    @Test
    void whatIsObservedBeforeTheWindowIsTakenAndNotCounted() {
        observe(0, NANOSECOND, NANOSECOND, NANOSECOND);
        assertThat(recorder.doWork()).isEqualTo(1);
        assertThat(recorder.histogram(0, 0).getTotalCount()).isZero();
        recorder.restart(true);
        observe(0, NANOSECOND, NANOSECOND, NANOSECOND);
        recorder.doWork();
        assertThat(recorder.histogram(0, 0).getTotalCount()).isEqualTo(1);
        recorder.restart(true);
        assertThat(recorder.histogram(0, 0).getTotalCount()).isZero();
    }

    @Test
    void valuesBeyondTheRangeAreKeptAtItsEnds() {
        recorder.restart(true);
        observe(0, -5, Long.MAX_VALUE, 0);
        recorder.doWork();
        for (int point = 0; point < LatencyRecorder.WIRE; point++) {
            assertThat(recorder.histogram(0, point).getTotalCount()).isEqualTo(1);
        }
    }

    @Test
    void aPointThatAUnitDoesNotHaveIsNotCounted() {
        recorder.restart(true);
        observe(0, LatencyRecorder.NONE, 2 * NANOSECOND, 3 * NANOSECOND);
        recorder.doWork();
        assertThat(recorder.histogram(0, 0).getTotalCount()).isZero();
        assertThat(recorder.histogram(0, 1).getTotalCount()).isEqualTo(1);
        assertThat(recorder.histogram(0, 2).getTotalCount()).isEqualTo(1);
    }

    @Test
    void whatDevicesObserveHasAPointOfItsOwn() {
        MessageRing wire = new MessageRing(64, 16, Gate.OPEN);
        LatencyRecorder both = new LatencyRecorder(observations, wire, memoryPromise, 2);
        both.restart(true);
        wire.send(1, 700 * NANOSECOND, 0, 0);
        wire.flush();
        assertThat(both.doWork()).isEqualTo(1);
        assertAbout(both.histogram(1, LatencyRecorder.WIRE), 1, 700 * NANOSECOND);
        for (int point = 0; point < LatencyRecorder.WIRE; point++) {
            assertThat(both.histogram(1, point).getTotalCount()).isZero();
        }
    }

    @Test
    void itIsDoneWhenMemoryPromisesNothingMoreAndNothingIsLeft() {
        recorder.allowUntil(500);
        observe(0, 1, 2, 3);
        recorder.doWork();
        assertThat(recorder.isDone()).isFalse();
        observe(0, 1, 2, 3);
        memoryPromise.raise(500);
        recorder.doWork();
        assertThat(recorder.isDone()).isFalse();
        recorder.doWork();
        assertThat(recorder.isDone()).isTrue();
        recorder.allowUntil(600);
        assertThat(recorder.isDone()).isFalse();
    }
}
