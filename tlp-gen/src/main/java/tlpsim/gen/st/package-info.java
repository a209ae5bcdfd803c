/**
 * The look-up of a steering tag, one path per structure. The simulator and the benchmarks run the same classes.
 */
package tlpsim.gen.st;
