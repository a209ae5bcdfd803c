/**
 * Counters, histograms and digests, each with one writer. Nothing here is read by the simulation, so nothing here can change it.
 */
package tlpsim.core.telemetry;
