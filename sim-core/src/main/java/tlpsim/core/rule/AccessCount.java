package tlpsim.core.rule;

/**
 * What an operation cost in accesses to hardware and firmware.
 *
 * @param configReads    configuration reads
 * @param configWrites   configuration writes
 * @param mmioReads      reads of the MSI-X table in memory space
 * @param mmioWrites     writes of the MSI-X table in memory space
 * @param dsmEvaluations evaluations of the firmware's _DSM method
 */
public record AccessCount(int configReads, int configWrites, int mmioReads, int mmioWrites, int dsmEvaluations) {
    public static final AccessCount ZERO = new AccessCount(0, 0, 0, 0, 0);

    public AccessCount minus(AccessCount earlier) {
        return new AccessCount(
                configReads - earlier.configReads,
                configWrites - earlier.configWrites,
                mmioReads - earlier.mmioReads,
                mmioWrites - earlier.mmioWrites,
                dsmEvaluations - earlier.dsmEvaluations);
    }
}
