package tlpsim.core.kernel;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * Which kernel is modelled. Immutable.
 *
 * <ul>
 *   <li>{@code posted-v4}: the series as posted up to V4, with pci=nostmode
 *   <li>{@code merged}: as merged for v6.13
 *   <li>{@code current}: with the repairs made since
 *   <li>{@code v17}: current, and the preparatory patches of the VFIO series v17
 * </ul>
 */
public final class KernelVersionPolicy {
    public static final KernelVersionPolicy POSTED_V4 =
            new KernelVersionPolicy("posted-v4", EnumSet.of(KernelFix.NOSTMODE));
    public static final KernelVersionPolicy MERGED = new KernelVersionPolicy("merged", EnumSet.noneOf(KernelFix.class));
    public static final KernelVersionPolicy CURRENT = new KernelVersionPolicy(
            "current",
            EnumSet.of(KernelFix.RCIEP_EXEMPT, KernelFix.RESTORE_TYPE, KernelFix.CPU_UID, KernelFix.FOLD_RESERVED));
    public static final KernelVersionPolicy V17 =
            new KernelVersionPolicy("v17", EnumSet.complementOf(EnumSet.of(KernelFix.NOSTMODE)));

    private final String name;
    private final EnumSet<KernelFix> fixes;

    private KernelVersionPolicy(String name, Collection<KernelFix> fixes) {
        this.name = name;
        this.fixes = EnumSet.noneOf(KernelFix.class);
        this.fixes.addAll(fixes);
    }

    /** All versions with a name, oldest first. */
    public static List<KernelVersionPolicy> versions() {
        return List.of(POSTED_V4, MERGED, CURRENT, V17);
    }

    /** This version with one property set or taken away. */
    public KernelVersionPolicy with(KernelFix fix, boolean present) {
        EnumSet<KernelFix> changed = EnumSet.copyOf(fixes.isEmpty() ? EnumSet.noneOf(KernelFix.class) : fixes);
        if (present) {
            changed.add(fix);
        } else {
            changed.remove(fix);
        }
        return new KernelVersionPolicy(name, changed);
    }

    public boolean has(KernelFix fix) {
        return fixes.contains(fix);
    }

    public String name() {
        return name;
    }
}
