package tlpsim.scenarios.wiring;

import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;

/**
 * What came of a driver's wish for a tag.
 *
 * @param report the call that decided
 * @param tag    as far as the driver knows it; what it holds the target by, where the tag is withheld
 * @param named  firmware or an exporter has a tag for the target
 * @param live   the device has the tag, not only a table of software
 */
record Written(OperationReport report, int tag, boolean named, boolean live) {
    Written(OperationReport report, int tag, boolean named) {
        this(report, tag, named, true);
    }

    boolean ok() {
        return report.ok();
    }

    Errno errno() {
        return report.errno();
    }
}
