/**
 * The Source process and what it owns: requesters as {@link tlpsim.core.fabric.DeviceModel}s, the posted FIFO, credits and link of each root port,
 * completions and doorbells on the way down. Devices know ports; ports know neither hints nor caches. Everything here belongs to the Source's thread.
 */
package tlpsim.core.fabric;
