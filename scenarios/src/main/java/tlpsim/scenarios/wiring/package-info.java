/**
 * A scenario, one of its columns and a seed made into a simulation. {@link tlpsim.scenarios.wiring.Simulation} is the table of contents: it names
 * every part and how they are joined. What cannot be simulated yet is refused here, by name.
 */
package tlpsim.scenarios.wiring;
