/** Many runs of one scenario: which points, who runs them, what of them is stored. */
package tlpsim.scenarios.sweep;
