/**
 * Memory traces, read or generated, and their replay through one or more cache levels.
 */
package tlpsim.completer.trace;
