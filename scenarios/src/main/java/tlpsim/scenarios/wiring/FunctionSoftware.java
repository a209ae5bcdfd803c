package tlpsim.scenarios.wiring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.kernel.AccessTrace;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.kernel.TphWindowListener;
import tlpsim.core.kernel.TracedAccess;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.TphGate;

/**
 * Software's side of a function: the kernel core over a copy of its registers, which is ahead of the hardware by the operation under way. What an operation
 * writes is kept, so that it reaches the hardware access by access.
 */
final class FunctionSoftware {
    private static final int TYPE_8_BIT = 1;

    private final AccessTrace trace = new AccessTrace();
    private final TphConfig tph;
    private final StMode mode;
    private final TphCore core;
    private final TphFunction function;
    private final boolean extended;

    /**
     * @param rootPort TPH Completer Supported of the root port above, which Linux asks before it enables anything
     * @param form     what the function announces, if it has the capability
     */
    FunctionSoftware(EndpointConfig device, TphConfig tph, CompleterSupport rootPort, TphRequesterConfig form) {
        this.tph = tph;
        this.mode = StMode.valueOf(tph.mode().name());
        this.extended = form.extended();
        KernelConfig kernel = KernelConfig.of(version(tph));
        core = new TphCore(kernel, cpu -> cpu, TphWindowListener.NONE);
        LiveFunction registers = live(
                PortType.ENDPOINT,
                TphCompleterSupport.NONE,
                device.tph().supported() ? Optional.of(form) : Optional.empty());
        LiveFunction port = live(PortType.ROOT_PORT, rootPort.announced(), Optional.empty());
        function = new TphFunction(
                device.id(),
                trace.over(registers.config()),
                trace.over(registers.msix()),
                RootPort.of("root port", trace.over(port.config()), DsmMethod.ABSENT));
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

    private static KernelVersionPolicy version(TphConfig tph) {
        String name = tph.kernel().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return KernelVersionPolicy.versions().stream()
                .filter(version -> version.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Enables. For 16-bit tags the kernel gives the most that function and root port allow; for 8-bit tags the driver names the type. Without the gate
     * no root port is asked, which is not Linux.
     */
    OperationReport enable(TphEnable asked) {
        boolean named = asked == TphEnable.EIGHT_BIT;
        if (tph.gate() == TphGate.NONE) {
            int most = extended ? TphEnable.EXTENDED.field() : TYPE_8_BIT;
            return core.enableUngated(function, mode.bits(), named ? TYPE_8_BIT : most);
        }
        return named ? core.enableAs(function, mode.bits(), TYPE_8_BIT) : core.enable(function, mode.bits());
    }

    OperationReport disable() {
        return core.disable(function);
    }

    OperationReport setEntry(int index, int tag) {
        return core.setStEntry(function, index, tag);
    }

    /** The accesses of the last operation. */
    List<TracedAccess> takeAccesses() {
        return trace.take();
    }

    /** The type that the kernel holds enabled. */
    TphEnable granted() {
        return TphEnable.of(function.requesterType());
    }
}
