/** Measures the caches and the memory of the machine it runs on, and writes them down as a platform preset. */
package tlpsim.scenarios.measure;
