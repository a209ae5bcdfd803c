package tlpsim.scenarios.wiring;

import tlpsim.core.pipeline.Gate;

/**
 * Yields at drawn accesses. All threads share one generator without synchronisation: what they lose to each other is one more source of disorder, and
 * the order in which threads run must not matter.
 */
final class YieldingGate implements Gate {
    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    private final int oneIn;
    private long state;

    YieldingGate(long seed, int oneIn) {
        this.state = seed;
        this.oneIn = oneIn;
    }

    @Override
    public void pass() {
        long next = state * MULTIPLIER + INCREMENT;
        state = next;
        if ((next >>> 33) % oneIn == 0) {
            Thread.yield();
        }
    }
}
