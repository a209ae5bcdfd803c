/**
 * A user's mistakes: source, line, column, the rule, and the nearest name. They end a command with exit code 2, never with a stack trace.
 */
package tlpsim.core.problem;
