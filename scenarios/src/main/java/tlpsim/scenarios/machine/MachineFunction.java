package tlpsim.scenarios.machine;

import tlpsim.scenarios.topology.ImportedFunction;

/**
 * One function of a machine.
 *
 * @param name     unique in its machine: a scenario's id, or the address as sysfs spells it
 * @param function its address and registers
 */
public record MachineFunction(String name, ImportedFunction function) {}
