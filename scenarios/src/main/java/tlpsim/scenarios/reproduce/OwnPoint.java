package tlpsim.scenarios.reproduce;

/**
 * One row of a user's table of measurements.
 *
 * @param experiment names the {@link KeyMapping} of {@code param} and {@code x}
 * @param param      value of the series, or empty
 * @param metric     what was measured
 * @param x          value of what is varied
 * @param measured   the median
 * @param fit        parameters may be fitted to it
 * @param line       where it stands
 */
record OwnPoint(String experiment, String param, OwnMetric metric, String x, double measured, boolean fit, int line) {}
