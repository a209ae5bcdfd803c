package tlpsim.scenarios.control;

import java.util.List;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.TphStReport.Returned;

/**
 * One operation of a script, ready to run.
 *
 * @param line   where it stands
 * @param device whose registers are shown; null for none
 * @param action what it does
 */
record ScriptStep(ScriptLine line, DeviceEntry device, Action action) {
    /** Runs the operation. */
    interface Action {
        Outcome run(ScriptValues values);
    }

    /** What it gave; {@code returned} only for a call with a batch. */
    record Outcome(OperationReport report, List<Returned> returned) {
        Outcome(OperationReport report) {
            this(report, List.of());
        }
    }
}
