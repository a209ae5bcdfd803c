package tlpsim.scenarios.reproduce;

import java.util.List;

/** Simulates measured points, each set-up of each parameter set once. */
public interface PointRuns {
    /** One row per point, in their order. */
    List<SimulatedPoint> of(PlatformParameters parameters, List<MeasuredPoint> points);
}
