package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.core.pipeline.AccessKind;

final class SteadinessTest {
    private static final int[] RING = {64};

    /** A batch of 1,000 packets, a line each, of which so many hit; so many lines went to DRAM. */
    private static CounterSnapshot batch(int hits, int dramLines, long... accepted) {
        long[] writes = new long[AccessKind.COUNT * 2 * WriteOutcomeLayout.COUNT];
        int payload = AccessKind.PAYLOAD.ordinal() * 2 * WriteOutcomeLayout.COUNT;
        writes[payload + WriteOutcomeLayout.WRITE_HIT_LLC_IO] = hits;
        writes[payload + WriteOutcomeLayout.WRITE_ALLOC_LLC] = 1_000 - hits;
        long[] memory = new long[HostCounterLayout.COUNT];
        memory[HostCounterLayout.DRAM_WRITE_BACK_IO] = dramLines;
        long[] core = new long[CoreCounter.COUNT];
        core[CoreCounter.UNITS] = 1_000;
        long[] none = new long[0];
        return new CounterSnapshot(
                new long[0][],
                new long[0][],
                new long[0][],
                new long[0][],
                new long[0][],
                new long[0][],
                new long[0][],
                new long[][] {core},
                new long[0][],
                memory,
                none,
                writes,
                none,
                none,
                none,
                accepted,
                none,
                none,
                none,
                new FlowSnapshot(new int[0], none, none, none, none, none, none, none, none, none));
    }

    private static Steadiness of(long acceptedBefore, int[] hits, int[] dramLines) {
        List<CounterSnapshot> batches = new ArrayList<>();
        for (int index = 0; index < hits.length; index++) {
            batches.add(batch(hits[index], dramLines[index], 100));
        }
        return Steadiness.of(batch(0, 0, acceptedBefore), batch(500, 500, 1_000), batches, RING);
    }

    private static final int[] STEADY = {500, 510, 495, 505, 500, 498};
    private static final int[] DRAM = {500, 505, 495, 500, 500, 503};

    @Test
    void noiseAroundAMeanIsSteady() {
        Steadiness steadiness = of(3 * 64, STEADY, DRAM);
        assertThat(steadiness.reasons()).isEmpty();
        assertThat(steadiness.isSteady()).isTrue();
        assertThat(steadiness.idle()).isEmpty();
    }

    @Test
    void aRingThatHasNotTurnedThreeTimesIsNamed() {
        Steadiness steadiness = of(3 * 64 - 1, STEADY, DRAM);
        assertThat(steadiness.isSteady()).isFalse();
        assertThat(steadiness.reasons())
                .containsExactly("the ring of queue 0 had turned 3.0 times before the window, 3 are needed");
    }

    @Test
    void aHitRateThatClimbsIsNotSteady() {
        Steadiness steadiness = of(1_000, new int[] {300, 310, 320, 600, 610, 620}, DRAM);
        assertThat(steadiness.reasons())
                .containsExactly(
                        "the ItoM hit rate drifts: 31.00 in the first half of the window, 61.00 in the second");
    }

    @Test
    void dramTrafficThatFallsIsNotSteady() {
        Steadiness steadiness = of(1_000, STEADY, new int[] {900, 905, 895, 700, 705, 695});
        assertThat(steadiness.reasons()).hasSize(1);
        assertThat(steadiness.reasons().get(0)).startsWith("the DRAM bytes per packet drifts: 57.60");
    }

    @Test
    void aDriftTooSmallToMatterIsSteadyHoweverCertain() {
        // 0.4 points without any noise.
        assertThat(of(1_000, new int[] {500, 500, 500, 504, 504, 504}, DRAM).isSteady())
                .isTrue();
        assertThat(of(1_000, new int[] {500, 500, 500, 506, 506, 506}, DRAM).isSteady())
                .isFalse();
    }

    @Test
    void aQueueWithoutPacketsIsIdleAndHoldsNothingUp() {
        List<CounterSnapshot> batches = List.of(batch(500, 500, 10, 0), batch(500, 500, 10, 0));
        Steadiness steadiness =
                Steadiness.of(batch(0, 0, 1_000, 0), batch(500, 500, 100, 0), batches, new int[] {64, 64});
        assertThat(steadiness.isSteady()).isTrue();
        assertThat(steadiness.idle()).containsExactly(1);
    }
}
