package tlpsim.scenarios.reproduce;

import tlpsim.completer.forwarding.ForwardingResult;

/** A measured point beside what the simulation gives for it. */
public record SimulatedPoint(MeasuredPoint measured, ForwardingResult result) {
    private static final double GIGA = 1e9;

    public double simulated() {
        ForwardingSetup setup = measured.forwarding();
        return switch (measured.metric()) {
            case ITOM -> result.writeHitPercent();
            case READ_CURRENT -> result.readHitPercent();
            case THROUGHPUT -> result.throughShare() * setup.offered() * setup.wireBits() / GIGA;
        };
    }

    /** Simulated minus the measured median. */
    public double error() {
        return simulated() - measured.median().doubleValue();
    }

    boolean singleCore() {
        return measured.forwarding().cores() == 1;
    }
}
