package tlpsim.core.kernel;

/** The kernel's translation of logical processors to ACPI processor UIDs. */
@FunctionalInterface
public interface CpuUids {
    /** The UID, or -1 where the translation fails. */
    int uid(int cpu);
}
