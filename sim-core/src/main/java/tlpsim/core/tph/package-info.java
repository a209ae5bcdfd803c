/**
 * TPH registers and the structures that hold steering tags, as views of configuration and memory space bytes with the standard's read-only and
 * reserved bits (PCIe Base Specification 7.9.13, 7.7.2, 7.5.3.15), and the platform's _DSM result.
 */
package tlpsim.core.tph;
