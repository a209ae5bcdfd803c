/**
 * What the elements of a path make of a request: switches, root complex, completers, each a pure function of header
 * bytes and of what its ports support (PCIe Base Specification 2.2.1.2, 2.2.5.2, 2.2.10.4, 2.2.11, 7.5.3.15, 7.5.3.16).
 * Credits, queues and time are the fabric's.
 *
 * <p>{@code docs/paths.md} has the rules as a table, with the source of each and the choices where the specification is
 * silent.
 */
package tlpsim.core.path;
