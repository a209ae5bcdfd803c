package tlpsim.scenarios.wiring;

import tlpsim.completer.port.RecordTap;

/** Is shown the TLPs that reach the host in the measured window of the column as configured, first replicate. */
@FunctionalInterface
public interface WindowTap {
    /** A window begins; again where it is repeated after a longer warm-up: what an earlier one showed is then void. */
    RecordTap beginWindow();
}
