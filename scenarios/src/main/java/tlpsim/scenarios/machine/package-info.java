/**
 * Machines as their configuration space: of a scenario, built as firmware and an enumeration would leave it, or imported.
 */
package tlpsim.scenarios.machine;
