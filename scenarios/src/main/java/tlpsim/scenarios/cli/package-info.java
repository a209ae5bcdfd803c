/**
 * The commands: one class each, streams as constructor argument, an exit code as result. Data goes to standard output, messages to standard error.
 */
package tlpsim.scenarios.cli;
