/**
 * Packet forwarding at the level of cache lines: receive rings, buffer pools, cores, transmit rings and one device port
 * on top of {@code tlpsim.completer.memory}, without TLPs. It answers one question, which lines a device's writes and
 * reads find in the caches, hundreds of times faster than a run with links and credits; published measurements of
 * forwarding are reproduced with it.
 */
package tlpsim.completer.forwarding;
