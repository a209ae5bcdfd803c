/** Two results beside each other: differences with intervals, and what follows from them. */
package tlpsim.scenarios.compare;
