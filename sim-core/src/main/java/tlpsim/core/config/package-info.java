/**
 * Configuration space: images of it, the walk through their capability chains, what their registers say, and live functions whose
 * registers obey the standard bit by bit (PCIe Base Specification chapter 7).
 */
package tlpsim.core.config;
