/**
 * The rules of the control plane, each with its text and its source, and the report that every operation gives: which rules it met, what came out,
 * what it cost.
 */
package tlpsim.core.rule;
