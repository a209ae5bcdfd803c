package tlpsim.scenarios.topology;

import java.util.Optional;
import tlpsim.core.config.SriovRegisters;

/** VFs of a topology as a scenario has them: enabled at their PF, and named after it. */
final class SkeletonVfs {
    private static final int MAX_VFS = 1024;
    private static final int MAX_FIRST_OFFSET = 4096;
    private static final int MAX_STRIDE = 256;
    /** The buses behind that of the PF. */
    private static final int MAX_LAST_OFFSET = 254 * 256;

    private final SkeletonTree tree;

    SkeletonVfs(SkeletonTree tree) {
        this.tree = tree;
    }

    /** The line of a PF whose VFs are enabled. */
    static Optional<String> line(ImportedFunction endpoint) {
        return endpoint.decoded()
                .sriov()
                .filter(sriov -> sriov.enabled() && sriov.numVfs() > 0)
                .map(sriov -> fits(sriov)
                        ? "      sriov: {vfs: " + sriov.numVfs() + ", first-vf-offset: " + sriov.offsetVf()
                                + ", vf-stride: " + stride(sriov) + "}"
                        : "      # fill in: sriov; the device announces " + sriov.numVfs() + " VFs from offset "
                                + sriov.offsetVf() + " with stride " + sriov.stride()
                                + ", which no scenario takes");
    }

    private static boolean fits(SriovRegisters sriov) {
        boolean inRange = sriov.numVfs() <= MAX_VFS
                && sriov.offsetVf() >= 1
                && sriov.offsetVf() <= MAX_FIRST_OFFSET
                && stride(sriov) >= 1
                && stride(sriov) <= MAX_STRIDE;
        return inRange && sriov.offsetVf() + (sriov.numVfs() - 1) * stride(sriov) < MAX_LAST_OFFSET;
    }

    /** Of a single VF it means nothing. */
    private static int stride(SriovRegisters sriov) {
        return sriov.numVfs() == 1 ? 1 : sriov.stride();
    }

    /** How a scenario names a VF; empty where its PF is not in the dump, or not with that VF enabled. */
    Optional<String> name(ImportedFunction vf) {
        for (ImportedFunction endpoint : tree.endpoints()) {
            Optional<SriovRegisters> sriov = endpoint.decoded().sriov().filter(each -> each.enabled() && fits(each));
            int offset = routingId(vf) - routingId(endpoint);
            if (sriov.isPresent() && sameDomain(vf, endpoint)) {
                int from = offset - sriov.get().offsetVf();
                int index = from / stride(sriov.get());
                if (from >= 0
                        && from % stride(sriov.get()) == 0
                        && index < sriov.get().numVfs()) {
                    return Optional.of(tree.id(endpoint) + ".vf" + index);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean sameDomain(ImportedFunction one, ImportedFunction other) {
        return one.address().isPresent()
                && other.address().isPresent()
                && one.address().get().domain() == other.address().get().domain();
    }

    private static int routingId(ImportedFunction function) {
        return function.address()
                .map(address -> address.bus() << 8 | address.device() << 3 | address.function())
                .orElse(0);
    }
}
