package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class AgentGroupTest {
    private static final long NEVER_STALLS = Duration.ofMinutes(10).toNanos();

    /** Counts up to the allowed end, a step per call, waiting for a partner that may not be ahead by more than one. */
    private static final class CountingAgent implements SimulationAgent {
        private final String name;
        private final List<String> threads = new ArrayList<>();
        private CountingAgent follows;
        private volatile long at;
        private long endPs;
        private long callsWhenDone;
        private long failAt = Long.MAX_VALUE;
        private long stopAt = Long.MAX_VALUE;

        CountingAgent(String name) {
            this.name = name;
        }

        @Override
        public String roleName() {
            return name;
        }

        @Override
        public void allowUntil(long newEndPs) {
            endPs = newEndPs;
        }

        @Override
        public int doWork() {
            if (isDone()) {
                callsWhenDone++;
                return 0;
            }
            if (at == failAt) {
                throw new IllegalArgumentException("broken at " + at);
            }
            if (at == stopAt || follows != null && follows.at <= at && !follows.isDone()) {
                return 0;
            }
            if (threads.isEmpty()) {
                threads.add(Thread.currentThread().getName());
            }
            long next = at + 1;
            at = next;
            return 1;
        }

        @Override
        public boolean isDone() {
            return at >= endPs;
        }

        @Override
        public void describe(StringBuilder text) {
            text.append("  at=").append(at).append('\n');
        }
    }

    private final CountingAgent source = new CountingAgent("source");
    private final CountingAgent memory = new CountingAgent("memory");
    private final CountingAgent recorder = new CountingAgent("recorder");

    private AgentGroup group(Threading threading, long stallNanos) {
        memory.follows = source;
        recorder.follows = memory;
        return new AgentGroup(threading, source, memory, recorder, stallNanos);
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentEndsWhenAllAgentsAreDoneAndAnotherCanFollow(Threading threading) {
        try (AgentGroup group = group(threading, NEVER_STALLS)) {
            for (long endPs : new long[] {100, 100, 1_000}) {
                group.runUntil(endPs);
                assertThat(List.of(source.at, memory.at, recorder.at)).containsOnly(endPs);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INLINE, 1", "PIPELINED, 2", "SPREAD, 3"})
    void agentsAreSpreadOverAsManyThreadsAsItSays(Threading threading, int threads) {
        try (AgentGroup group = group(threading, NEVER_STALLS)) {
            group.runUntil(10);
        }
        assertThat(List.of(source.threads.get(0), memory.threads.get(0), recorder.threads.get(0)).stream()
                        .distinct())
                .hasSize(threads);
        assertThat(source.threads).containsExactly(Thread.currentThread().getName());
    }

    @ParameterizedTest
    @EnumSource
    void anAgentThatIsDoneIsCalledUntilAllAre(Threading threading) {
        try (AgentGroup group = group(threading, NEVER_STALLS)) {
            group.runUntil(50);
        }
        // The others were done before the recorder, or with it; a last look comes after that.
        assertThat(source.callsWhenDone).isPositive();
        assertThat(memory.callsWhenDone).isPositive();
        assertThat(recorder.callsWhenDone).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "INLINE, 0",
        "INLINE, 1",
        "INLINE, 2",
        "PIPELINED, 0",
        "PIPELINED, 1",
        "PIPELINED, 2",
        "SPREAD, 0",
        "SPREAD, 1",
        "SPREAD, 2"
    })
    void anAgentThatFailsFailsTheRunWithItsCause(Threading threading, int failing) {
        CountingAgent broken = List.of(source, memory, recorder).get(failing);
        broken.failAt = 40;
        try (AgentGroup group = group(threading, NEVER_STALLS)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> group.runUntil(100))
                        .isInstanceOf(SimulationFailedException.class)
                        .hasMessage("broken at 40")
                        .hasRootCauseInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void agentsThatWaitForEachOtherAreReportedWithTheStateOfAll(Threading threading) {
        memory.stopAt = 7;
        try (AgentGroup group = group(threading, Duration.ofMillis(50).toNanos())) {
            assertThatThrownBy(() -> group.runUntil(100))
                    .hasRootCauseInstanceOf(StalledException.class)
                    .hasMessageContaining("source:\n  at=100\n")
                    .hasMessageContaining("memory:\n  at=7\n")
                    .hasMessageContaining("recorder:\n  at=7\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsARunThatWouldNotEnd(Threading threading) throws InterruptedException {
        memory.stopAt = 7;
        try (AgentGroup group = group(threading, NEVER_STALLS)) {
            Thread other = new Thread(() -> {
                while (recorder.at < 7) {
                    Thread.onSpinWait();
                }
                group.interrupt();
            });
            other.start();
            assertThatThrownBy(() -> group.runUntil(100)).hasRootCauseInstanceOf(InterruptedRunException.class);
            other.join();
        }
    }

    @Test
    void theThreadsEndWithTheGroup() throws InterruptedException {
        try (AgentGroup group = group(Threading.SPREAD, NEVER_STALLS)) {
            group.runUntil(10);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("tlpsim-memory") || thread.getName().equals("tlpsim-recorder")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
