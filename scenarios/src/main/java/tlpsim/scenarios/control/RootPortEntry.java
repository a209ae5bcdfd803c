package tlpsim.scenarios.control;

import tlpsim.core.kernel.FunctionImage;
import tlpsim.core.kernel.RootPort;

/** A root port of the script. */
record RootPortEntry(RootPort port, FunctionImage image, DsmSlot firmware) {}
