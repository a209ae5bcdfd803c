/**
 * The caches and DRAM of one host as a state machine without time: where device writes land, how lines move, what leaves dirty. What it models and
 * what it rests on: {@code docs/host-memory.md}.
 */
package tlpsim.completer.memory;
