/** Published measurements, the machine they were made on as one parameter set, and both held against each other. */
package tlpsim.scenarios.reproduce;
