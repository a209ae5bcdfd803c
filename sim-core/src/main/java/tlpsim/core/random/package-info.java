/**
 * Named random streams: draw i of a stream is a pure function of seed, name and i, so that variants of a scenario share their draws. Only what is
 * random in hardware draws in sequence.
 */
package tlpsim.core.random;
