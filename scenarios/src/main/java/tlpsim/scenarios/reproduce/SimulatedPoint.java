package tlpsim.scenarios.reproduce;

/** A measured point beside what the simulation gives for it. */
public record SimulatedPoint(MeasuredPoint measured, PointResult result) {

    public double simulated() {
        return result.of(measured.metric());
    }

    /** Simulated minus the measured median. */
    public double error() {
        return simulated() - measured.median().doubleValue();
    }

    boolean singleCore() {
        return measured.forwarding().cores() == 1;
    }
}
