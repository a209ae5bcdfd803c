/**
 * When packets arrive, in exact fractions of picoseconds, and how a port spreads what arrives faster than it can carry.
 */
package tlpsim.gen.arrival;
