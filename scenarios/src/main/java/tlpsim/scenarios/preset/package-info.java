/**
 * Platform and peer parameters with their sources: what each value is, where it was read, and how far it may be off.
 */
package tlpsim.scenarios.preset;
