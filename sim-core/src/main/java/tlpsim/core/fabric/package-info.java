/**
 * The Source process and what it owns: requesters as {@link tlpsim.core.fabric.DeviceModel}s, the posted FIFO, credits and link on which their requests
 * start, switches and the root complex between there and the completers, completions and doorbells on their way back. Devices know ports; ports know
 * neither hints nor caches; the network knows of hints what {@link tlpsim.core.path.Crossing} tells. Everything here belongs to the Source's thread.
 */
package tlpsim.core.fabric;
