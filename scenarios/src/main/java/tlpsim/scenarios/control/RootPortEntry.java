package tlpsim.scenarios.control;

import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;

/** A root port of the script. */
record RootPortEntry(RootPort port, LiveFunction live, DsmSlot firmware) {}
