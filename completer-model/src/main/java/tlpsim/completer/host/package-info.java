/**
 * The Memory process, which runs the host, the peers and all consumers; and the host as a completer: root ports decide what becomes of a hint, order
 * posted writes and return credits; the completer places lines and says when they are visible. Cache state changes at arrival; visibility, reads and
 * credits have times of their own.
 */
package tlpsim.completer.host;
