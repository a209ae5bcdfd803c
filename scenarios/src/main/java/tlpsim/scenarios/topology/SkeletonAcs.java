package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.AcsRegisters;
import tlpsim.scenarios.config.AcsControl;
import tlpsim.scenarios.schema.KeyDeclaration;

/** What a skeleton says of ACS. What all downstream ports of a switch share stands at the switch; else each port's stands at what is below it. */
final class SkeletonAcs {
    /** Of a root port, without a key. */
    private static final List<String> ROOT_PORT_DEFAULT =
            List.of(KeyDeclaration.spelling(AcsControl.UPSTREAM_FORWARDING));

    private final SkeletonTree tree;

    SkeletonAcs(SkeletonTree tree) {
        this.tree = tree;
    }

    /** The key of a switch. */
    String shared(ImportedFunction upstream) {
        List<ImportedFunction> ports = tree.downstreamPorts(upstream);
        boolean known = !ports.isEmpty();
        for (ImportedFunction port : ports) {
            known &= port.decoded().knowsExtendedSpace()
                    && !port.decoded().chains().cutOff();
        }
        String mark = known ? "" : "  # fill in: not all ports of the switch are in the dump, or not whole";
        List<String> controls = different(ports) || ports.isEmpty() ? List.of() : controls(ports.get(0));
        return "      acs: " + controls + (mark.isEmpty() ? vector(controls) : mark);
    }

    /** The key of what is below a port of a switch whose ports differ. */
    Optional<String> own(ImportedFunction element) {
        Optional<ImportedFunction> port = tree.portAbove(element);
        Optional<ImportedFunction> above = tree.switches().stream()
                .filter(upstream -> tree.id(upstream).equals(tree.above(element)))
                .findFirst();
        if (port.isEmpty() || above.isEmpty() || !different(tree.downstreamPorts(above.get()))) {
            return Optional.empty();
        }
        List<String> controls = controls(port.get());
        return Optional.of("      port-acs: {acs: " + controls + "}" + vector(controls));
    }

    /** The key of a root port with the capability, where it is not what a scenario has anyway. */
    static Optional<String> ofRootPort(ImportedFunction port) {
        List<String> controls = controls(port);
        return port.decoded().acs().isEmpty() || controls.equals(ROOT_PORT_DEFAULT)
                ? Optional.empty()
                : Optional.of("      acs: " + controls + vector(controls));
    }

    private static boolean different(List<ImportedFunction> ports) {
        return ports.stream().map(SkeletonAcs::controls).distinct().count() > 1;
    }

    /** Enabled controls as scenarios spell them. */
    private static List<String> controls(ImportedFunction port) {
        int register = port.decoded().acs().map(AcsRegisters::control).orElse(0);
        List<String> controls = new ArrayList<>();
        for (AcsControl control : AcsControl.values()) {
            if ((register & control.bit()) != 0) {
                controls.add(KeyDeclaration.spelling(control));
            }
        }
        return controls;
    }

    private static String vector(List<String> controls) {
        return controls.contains(KeyDeclaration.spelling(AcsControl.EGRESS_CONTROL))
                ? "  # fill in: egress-blocked, by the Egress Control Vector"
                : "";
    }
}
