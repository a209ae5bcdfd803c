package tlpsim.scenarios.reproduce;

import java.math.BigDecimal;

/**
 * One row of a table of measurements.
 *
 * @param experiment name of an {@link Experiment}
 * @param param      what tells the series of an experiment apart, or empty
 * @param metric     name of a {@link Metric}
 * @param x          what is varied along a series
 * @param mean       over the runs
 * @param stdev      over the runs
 * @param median     over the runs: what is held against the simulation
 * @param fit        true if parameters may be fitted to this point
 * @param line       where it stands in its file
 */
public record MeasuredPoint(
        Experiment experiment,
        String param,
        Metric metric,
        int x,
        BigDecimal mean,
        BigDecimal stdev,
        BigDecimal median,
        boolean fit,
        int line) {

    /** Points with the same name are one run of the simulation. */
    public String setup() {
        return experiment.label() + "/" + param + "/" + x;
    }

    /** @throws IllegalArgumentException where the study's machine cannot be set up so */
    public ForwardingSetup forwarding() {
        return experiment.setup(paramNumber(), x);
    }

    int paramNumber() {
        return param.isEmpty() ? 0 : Integer.parseInt(param);
    }

    /** The series that this point belongs to. */
    public String series() {
        return experiment.label() + (param.isEmpty() ? "" : "/" + param);
    }
}
