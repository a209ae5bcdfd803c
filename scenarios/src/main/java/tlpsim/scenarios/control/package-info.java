/**
 * The script language of the control plane: lines that describe a machine, lines that operate on it, and lines that say what is expected.
 */
package tlpsim.scenarios.control;
