package tlpsim.scenarios.config;

/** Whether a part of the sets can be chosen in this host's caches, and whether what is said of it has a use. */
final class MeasureChecks {
    private static final int LINE_BYTES = 64;

    private final Checker checker;
    private final MeasureConfig measure;
    private final PlatformConfig platform;

    MeasureChecks(Checker checker) {
        this.checker = checker;
        this.measure = checker.scenario().measure();
        this.platform = checker.scenario().platform();
    }

    void check() {
        if (measure.fidelity().isExact()) {
            checker.unused("measure.exact-replicates", "with measure.fidelity: exact all replicates are");
            return;
        }
        if (measure.exactReplicates() > measure.replicates()) {
            checker.conflict(
                    measure.exactReplicates() + " exact replicates are more than there are; allowed: 0 to "
                            + measure.replicates(),
                    "measure.exact-replicates",
                    "measure.replicates");
        }
        sets();
    }

    /** The same address bits choose sets in all caches. */
    private void sets() {
        long l2Sets = platform.l2().sizeBytes()
                / LINE_BYTES
                / Math.max(1, platform.l2().ways());
        LlcConfig llc = platform.llc();
        int slices = llc.hash() == IndexHash.SLICE ? 1 : llc.slices();
        long fewest = Math.min(l2Sets, llc.setsPerSlice() * slices);
        if (llc.snoopFilter().setsPerSlice() > 0) {
            fewest = Math.min(fewest, (long) llc.snoopFilter().setsPerSlice() * slices);
        }
        if (fewest >> measure.fidelity().log2() == 0) {
            checker.conflict(
                    measure.fidelity().text() + " simulates one set in "
                            + (1 << measure.fidelity().log2())
                            + ", and the smallest of L2, slices of the LLC and snoop filter has " + fewest,
                    "measure.fidelity",
                    "platform.l2",
                    "platform.llc");
        }
    }
}
