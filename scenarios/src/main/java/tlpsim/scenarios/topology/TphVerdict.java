package tlpsim.scenarios.topology;

import java.util.List;
import java.util.Optional;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.PcieRegisters;
import tlpsim.core.config.PortType;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * Whether Linux would enable TPH in a function, and what decides: the checks of {@code pcie_enable_tph} in
 * drivers/pci/tph.c, in their order. The rules that the sentences number: 1, no capability, no TPH; 2, a root port
 * whose completer is 00b refuses every device below it; 3, an RCiEP has no root port and is exempt.
 *
 * @param decision what would be enabled
 * @param text     one sentence
 */
public record TphVerdict(Decision decision, String text) {
    /** The outcome. */
    public enum Decision {
        NO("no"),
        EIGHT_BIT("8-bit"),
        EXTENDED("extended"),
        UNKNOWN("unknown");

        private final String spelling;

        Decision(String spelling) {
            this.spelling = spelling;
        }

        public String spelling() {
            return spelling;
        }
    }

    public static TphVerdict of(Topology topology, ImportedFunction function) {
        DecodedFunction decoded = function.decoded();
        TphRegisters tph = decoded.tph().orElse(null);
        if (tph == null) {
            return withoutCapability(decoded);
        }
        if (!tph.supports(StMode.NO_ST) && !tph.hasTagModes()) {
            return no("the TPH Requester capability announces no ST mode, so that every mode is refused (-EINVAL)");
        }
        RequesterEnable requester = tph.extended() ? RequesterEnable.EXTENDED : RequesterEnable.TPH;
        if (decoded.portType().equals(Optional.of(PortType.RC_INTEGRATED_ENDPOINT))) {
            return yes(
                    requester,
                    tph,
                    "an RCiEP is exempt from the test of a root port (rule 3), the requester alone decides");
        }
        TphVerdict verdict = belowRootPort(topology.rootPort(function), requester, tph);
        return verdict.decision() == Decision.EXTENDED ? withPath(verdict, topology.pathUp(function)) : verdict;
    }

    private static TphVerdict withoutCapability(DecodedFunction decoded) {
        if (decoded.image().sizeBytes() == 0 || decoded.image().allOnes()) {
            return unknown("nothing of the function's configuration space can be read");
        }
        if (decoded.chains().cutOff() || decoded.pcie().isPresent() && !decoded.knowsExtendedSpace()) {
            return unknown("the dump ends before the place where a TPH Requester capability would be");
        }
        if (decoded.image().sizeBytes() < 64) {
            return unknown("the dump ends inside the header");
        }
        return no(
                decoded.pcie().isPresent()
                        ? "it has no TPH Requester capability (rule 1, -EINVAL)"
                        : "it has no PCI Express capability, hence no TPH Requester capability (rule 1, -EINVAL)");
    }

    private static TphVerdict belowRootPort(
            Optional<ImportedFunction> rootPort, RequesterEnable requester, TphRegisters tph) {
        String both = "min(requester " + bits(requester.bits()) + ", root port's completer)";
        if (rootPort.isEmpty()) {
            return unknown("Linux enables " + both + ", and the root port is not in the dump");
        }
        PcieRegisters pcie = rootPort.get().decoded().pcie().orElseThrow();
        String name = "root port " + rootPort.get().name();
        if (pcie.devCap2().isEmpty() && pcie.version() >= 2) {
            return unknown("Linux enables " + both + ", and the dump of " + name + " ends before its Device"
                    + " Capabilities 2");
        }
        TphCompleterSupport completer = pcie.completer().orElse(TphCompleterSupport.NONE);
        if (completer == TphCompleterSupport.NONE) {
            return no(name + " is no TPH completer (00b), and " + both + " is 0 (rule 2, -EINVAL)");
        }
        if (completer == TphCompleterSupport.RESERVED) {
            return no(name + " announces the reserved completer value 10b, which counts as none (rule 2, -EINVAL)");
        }
        int granted = Math.min(requester.bits(), completer.ordinal());
        String rule = "min(requester " + bits(requester.bits()) + ", " + name + " " + bits(completer.ordinal()) + ")";
        return yes(RequesterEnable.of(granted), tph, rule + " decides");
    }

    /** Linux does not look at the ports between: one that takes no End-End prefix makes every 16-bit tag Malformed. */
    private static TphVerdict withPath(TphVerdict verdict, List<ImportedFunction> path) {
        for (ImportedFunction each : path.subList(1, path.size())) {
            PcieRegisters pcie = each.decoded().pcie().orElse(null);
            boolean forwards = pcie == null || pcie.flitMode() || pcie.devCap2().isEmpty() || pcie.endEndPrefix();
            if (!forwards) {
                return new TphVerdict(
                        verdict.decision(),
                        verdict.text() + "; Linux does not see that " + each.name() + " takes no End-End prefixes");
            }
        }
        return verdict;
    }

    private static TphVerdict yes(RequesterEnable granted, TphRegisters tph, String rule) {
        boolean extended = granted == RequesterEnable.EXTENDED;
        String tags = !tph.hasTagModes()
                ? "for hints without tags, as there is no mode but No ST"
                : extended ? "with 8-bit and 16-bit tags (11b)" : "with 8-bit tags (01b)";
        return new TphVerdict(
                extended ? Decision.EXTENDED : Decision.EIGHT_BIT, "Linux would enable TPH " + tags + ": " + rule);
    }

    private static TphVerdict no(String why) {
        return new TphVerdict(Decision.NO, "Linux would not enable TPH: " + why);
    }

    private static TphVerdict unknown(String why) {
        return new TphVerdict(Decision.UNKNOWN, "It cannot be said whether Linux would enable TPH: " + why);
    }

    private static String bits(int field) {
        return Integer.toBinaryString(field + 4).substring(1) + "b";
    }
}
