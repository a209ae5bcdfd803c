package tlpsim.scenarios.control;

import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;

/** A root port of the script. */
record RootPortEntry(RootPort port, LiveFunction live, DsmSlot firmware) {
    static RootPortEntry of(String name, LiveFunction live) {
        DsmSlot firmware = new DsmSlot(DsmMethod.ABSENT);
        return new RootPortEntry(RootPort.of(name, live.config(), firmware), live, firmware);
    }
}
