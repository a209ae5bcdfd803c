/**
 * The receiving side of a completer's port, root port or peer: posted FIFO order, the pool behind it, credits and their return, and what became of each
 * TLP's hint on its way. Belongs to the Memory process.
 */
package tlpsim.completer.port;
