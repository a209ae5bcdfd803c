package tlpsim.core.kernel;

import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;

/** What the kernel keeps of a function's TPH registers over a reset. Guarded by the function's lock. */
final class TphSavedState {
    private int control;
    private int[] entries = new int[0];
    private boolean held;

    /** @param tableSize entries in the capability */
    OperationReport save(TphFunction function, int tableSize, OperationLog log) {
        held = true;
        control = function.readTph(PciTphLayout.PCI_TPH_CTRL);
        entries = new int[tableSize];
        for (int index = 0; index < tableSize; index++) {
            entries[index] = function.readEntry(index);
        }
        return log.done(tableSize, "Control and " + tableSize + " entries saved");
    }

    /** What was saved belongs to an enabling that is over. */
    void forget() {
        held = false;
    }

    OperationReport restore(TphFunction function, OperationLog log) {
        if (!held) {
            log.applied(KernelRule.SAVE_HELD, "not saved since it was enabled");
            restoreMsix(function, log);
            return log.done(0, "nothing restored");
        }
        function.writeTph(PciTphLayout.PCI_TPH_CTRL, control);
        for (int index = 0; index < entries.length; index++) {
            function.writeEntry(index, entries[index]);
        }
        restoreMsix(function, log);
        return log.done(entries.length, "Control and " + entries.length + " entries restored");
    }

    /** Part of restoring MSI-X, which the kernel does whether TPH is enabled or not. */
    static void restoreMsix(TphFunction function, OperationLog log) {
        MsixAccess msix = function.msix();
        if (!msix.enabled()) {
            return;
        }
        int written = 0;
        for (int index = 0; index < msix.entries(); index++) {
            if (msix.vector(index) == VectorState.READY) {
                function.writeMsixControl(index, function.msixControlCopy(index));
                written++;
            }
        }
        log.applied(KernelRule.SAVE_MSIX, written + " Vector Control words written");
    }
}
