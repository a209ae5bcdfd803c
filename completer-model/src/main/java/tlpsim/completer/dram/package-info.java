/**
 * The timing of a host's main memory: channels and their banks as servers. Which line is read and written when is decided elsewhere; how long it waits, here.
 */
package tlpsim.completer.dram;
