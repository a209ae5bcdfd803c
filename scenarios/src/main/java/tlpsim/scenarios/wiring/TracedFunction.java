package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.kernel.AccessTrace;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelFix;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.kernel.TphWindowListener;
import tlpsim.core.kernel.TracedAccess;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.KernelParameter;
import tlpsim.scenarios.config.KernelProperty;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;

/** The kernel's view of a function over a copy of its registers, with what is done to them written down. */
final class TracedFunction {
    private final AccessTrace trace = new AccessTrace();
    private final TphCore core;
    private final TphFunction function;
    private final RootPortFirmware firmware;

    /** @param form what the function announces, if it has the capability */
    TracedFunction(DeviceFunction identity, TphConfig tph, UpstreamRoot root, TphRequesterConfig form) {
        firmware = root.firmware();
        core = new TphCore(kernel(tph), firmware.uids()::applyAsInt, TphWindowListener.NONE);
        PortType type = root.integrated() ? PortType.RC_INTEGRATED_ENDPOINT : PortType.ENDPOINT;
        boolean announced = identity.endpoint().tph().supported();
        LiveFunction registers = live(type, TphCompleterSupport.NONE, announced ? Optional.of(form) : Optional.empty());
        RootPort port = RootPort.NONE;
        if (!root.integrated()) {
            LiveFunction above = live(PortType.ROOT_PORT, root.completer().announced(), Optional.empty());
            port = RootPort.of(root.name(), trace.over(above.config()), firmware.method());
        }
        function = new TphFunction(identity.name(), trace.over(registers.config()), trace.over(registers.msix()), port);
        trace.take();
    }

    /** The driver has an interrupt for each entry of the table. */
    static LiveFunction live(PortType type, TphCompleterSupport completer, Optional<TphRequesterConfig> announced) {
        int vectors = announced
                .filter(form -> form.location() == StTableLocation.MSIX)
                .map(TphRequesterConfig::tableEntries)
                .orElse(0);
        ConfigSpaceBuilder registers =
                ConfigSpaceBuilder.of(type).completer(completer).msix(vectors).neighbours();
        announced.ifPresent(registers::tph);
        return LiveFunction.driven(registers.build(), vectors);
    }

    private static KernelConfig kernel(TphConfig tph) {
        String name = tph.kernel().name().toLowerCase(Locale.ROOT).replace('_', '-');
        KernelVersionPolicy version = KernelVersionPolicy.versions().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        for (KernelProperty property : tph.kernelWith()) {
            version = version.with(KernelFix.valueOf(property.name()), true);
        }
        for (KernelProperty property : tph.kernelWithout()) {
            version = version.with(KernelFix.valueOf(property.name()), false);
        }
        return new KernelConfig(
                version,
                true,
                true,
                true,
                tph.parameters().contains(KernelParameter.NOTPH),
                tph.parameters().contains(KernelParameter.NOSTMODE));
    }

    TphCore core() {
        return core;
    }

    TphFunction function() {
        return function;
    }

    /** Of the root port above. */
    RootPortFirmware firmware() {
        return firmware;
    }

    /** The accesses since the last call. */
    List<TracedAccess> takeAccesses() {
        return trace.take();
    }

    /** Offset of Control in configuration space. */
    int controlOffset() {
        return function.tphOffset() + PciTphLayout.PCI_TPH_CTRL;
    }

    /** The type that the kernel holds enabled. */
    TphEnable granted() {
        return TphEnable.of(function.requesterType());
    }
}
