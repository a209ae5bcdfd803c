/**
 * The cores that read what devices wrote, later, in simulated time. Their service time follows from where each line is found then. They belong to the
 * Memory process and share its agenda.
 */
package tlpsim.completer.consumer;
