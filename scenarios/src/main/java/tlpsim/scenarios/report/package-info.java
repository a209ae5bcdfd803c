/**
 * Results as text and as JSON. Numbers have a fixed number of decimals, so that output is equal on every JDK.
 */
package tlpsim.scenarios.report;
