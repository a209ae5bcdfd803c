/**
 * One cache level with exact state and its replacement policies. The code that replays traces is the code that the simulator runs.
 */
package tlpsim.completer.cache;
