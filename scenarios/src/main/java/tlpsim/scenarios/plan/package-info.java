/** The largest or smallest value of a key with which a scenario still meets its objectives. */
package tlpsim.scenarios.plan;
