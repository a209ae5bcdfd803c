/** Many runs of one scenario: which, in which order of columns and values, by whom, and what of it is stored. */
package tlpsim.scenarios.sweep;
