package tlpsim.scenarios.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams a command talks to, so that a test can run any command in process.
 *
 * @param in       standard input
 * @param out      data only
 * @param err      messages and progress
 * @param terminal true if progress and colour may be used
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {}
