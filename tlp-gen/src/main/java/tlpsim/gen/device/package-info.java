/**
 * Device models: what a real device makes of a packet, a command or a recorded TLP. They live in the Source process; each says of every event whether
 * it may run before feedback is known ({@link tlpsim.core.fabric.DeviceModel#isSafe}).
 */
package tlpsim.gen.device;
