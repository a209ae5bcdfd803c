/**
 * How large packets are, to which flow they belong and, by RSS, on which queue they land. Attributes of packet i are pure functions of seed, stream
 * and i.
 */
package tlpsim.gen.traffic;
