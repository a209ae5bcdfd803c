package tlpsim.completer.forwarding;

import tlpsim.core.random.SequentialStream;

/** The random numbers of one run: which queue a packet goes to, and fractions of prefetched lines. */
final class ForwardingDraws {
    private final SequentialStream queues;
    private final SequentialStream prefetches;

    ForwardingDraws(long seed) {
        queues = SequentialStream.of(seed, "queues");
        prefetches = SequentialStream.of(seed, "prefetches");
    }

    int queue(int count) {
        return count == 1 ? 0 : queues.nextBounded(count);
    }

    int prefetch(int bound) {
        return prefetches.nextBounded(bound);
    }
}
