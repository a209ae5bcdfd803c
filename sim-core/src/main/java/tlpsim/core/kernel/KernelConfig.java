package tlpsim.core.kernel;

/**
 * How the kernel was built and started.
 *
 * @param version  which kernel
 * @param pcieTph  CONFIG_PCIE_TPH
 * @param pciMsi   CONFIG_PCI_MSI
 * @param acpi     CONFIG_ACPI
 * @param notph    started with pci=notph
 * @param nostmode started with pci=nostmode; without effect where the version does not know it
 */
public record KernelConfig(
        KernelVersionPolicy version, boolean pcieTph, boolean pciMsi, boolean acpi, boolean notph, boolean nostmode) {

    /** Everything built in, no parameter given. */
    public static KernelConfig of(KernelVersionPolicy version) {
        return new KernelConfig(version, true, true, true, false, false);
    }

    boolean has(KernelFix fix) {
        return version.has(fix);
    }
}
