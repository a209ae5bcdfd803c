/**
 * Machines as they are: configuration space from lspci text and sysfs, the tree that its bus numbers describe, what Linux would make of
 * TPH in each function, and the host above it. What a source does not say is left open, never guessed.
 */
package tlpsim.scenarios.topology;
