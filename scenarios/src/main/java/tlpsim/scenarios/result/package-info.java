/**
 * What a run leaves: counters per window, metrics declared once, intervals over replicates, the test of steadiness, and the verdict.
 */
package tlpsim.scenarios.result;
