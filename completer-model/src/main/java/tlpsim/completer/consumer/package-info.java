/**
 * The cores that read what devices wrote, later, in simulated time. Their service time follows from where each line is found then. What lies at a peer they
 * leave to its engines ({@link tlpsim.completer.consumer.UnitEngine}). They belong to the Memory process and share its agenda.
 */
package tlpsim.completer.consumer;
