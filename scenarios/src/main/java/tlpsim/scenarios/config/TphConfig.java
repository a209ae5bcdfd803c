package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** What the control plane asks for, for every device with the capability, and what limits what it grants. */
public record TphConfig(
        @Key(value = "TPH Requester Enable that is asked for.", def = "off")
        TphEnable enable,

        @Key(
                value =
                        "linux: granted is the least of what is asked for, the requester's own support and TPH Completer"
                                + " Supported of the root port above, also for requests to peers; none: whatever the root port"
                                + " supports, a what-if that Linux does not allow.",
                def = "linux")
        TphGate gate,

        @Key(value = "ST Mode Select.", def = "interrupt-vector")
        StMode mode,

        @Key(
                value = "What a device does when its vector has no table entry (impl.-defined by the standard).",
                def = "st-0")
        MissingEntryPolicy onMissingEntry,

        @Key(value = "Whose rules hold: see docs/control-plane.md.", def = "current")
        TphKernel kernel,

        @Key(value = "Properties that the kernel has beyond its version's.", name = "kernel-with", def = "")
        List<KernelProperty> kernelWith,

        @Key(value = "Properties of its version that the kernel lacks.", name = "kernel-without", def = "")
        List<KernelProperty> kernelWithout,

        @Key(
                value =
                        "What the kernel is started with: notph refuses all TPH; nostmode makes every mode No ST, on kernels"
                                + " that know it.",
                def = "")
        List<KernelParameter> parameters,

        @Key(
                value =
                        "What one access to configuration space takes; while an entry is written, a function sends no TPH"
                                + " from the access that clears Requester Enable to the one that restores it; assumed.",
                def = "1 us",
                min = "0 us",
                max = "1 ms")
        long configAccessPs,

        @Key(
                value = "What one access to the MSI-X table in memory space takes; assumed.",
                def = "300 ns",
                min = "0 ns",
                max = "1 ms")
        long mmioAccessPs,

        @Key(value = "Control-plane writes during the measured window.", def = "")
        List<ControlEventConfig> events) {

    /**
     * The Requester Enable that a function below a root port gets.
     *
     * @param asked what is asked for: {@link #enable()}, or that of an event
     */
    public TphEnable granted(TphEnable asked, EndpointConfig device, CompleterSupport rootPort) {
        CompleterSupport limit = device.isIntegrated()
                ? exemptsIntegrated() ? CompleterSupport.EXTENDED : CompleterSupport.NONE
                : rootPort;
        return granted(asked, device.tph(), isUngated(device), limit);
    }

    /** Whether the kernel enables integrated endpoints without asking for a root port. */
    public boolean exemptsIntegrated() {
        return !kernelWithout.contains(KernelProperty.RCIEP_EXEMPT)
                && (kernel.exemptsIntegrated() || kernelWith.contains(KernelProperty.RCIEP_EXEMPT));
    }

    TphEnable granted(TphEnable asked, RequesterTphConfig requester, boolean ungated, CompleterSupport rootPort) {
        if (!requester.supported() || parameters.contains(KernelParameter.NOTPH)) {
            return TphEnable.OFF;
        }
        TphEnable limit = requester.extended() ? TphEnable.EXTENDED : TphEnable.EIGHT_BIT;
        TphEnable granted = least(asked, limit);
        return ungated
                ? granted
                : switch (rootPort) {
                    case NONE -> TphEnable.OFF;
                    case TPH -> least(granted, TphEnable.EIGHT_BIT);
                    case EXTENDED -> granted;
                };
    }

    /** The mode that enabling selects: with nostmode, where the kernel knows it, none with tags. */
    public StMode startMode() {
        return parameters.contains(KernelParameter.NOSTMODE) ? StMode.NO_ST : mode;
    }

    /** Whether the root port above a device is not asked, which is not Linux. */
    public boolean isUngated(EndpointConfig device) {
        boolean design = device.vfio()
                .map(vfio -> vfio.design() == VfioDesign.UNGATED_PEER_TO_PEER)
                .orElse(false);
        return gate == TphGate.NONE || design;
    }

    private static TphEnable least(TphEnable one, TphEnable other) {
        return one.field() <= other.field() ? one : other;
    }
}
