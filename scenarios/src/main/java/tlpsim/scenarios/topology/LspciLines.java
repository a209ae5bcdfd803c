package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.PcieRegisters;
import tlpsim.core.config.PortType;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.TphCompleterSupport;

/** What {@code lspci -vvv} prints about TPH, so that a user finds the same words in both tools. */
final class LspciLines {
    private LspciLines() {}

    /** The lines below {@code Transaction Processing Hints}. */
    static List<String> requester(TphRegisters tph) {
        List<String> lines = new ArrayList<>();
        if (tph.supports(StMode.INTERRUPT_VECTOR)) {
            lines.add("Interrupt vector mode supported");
        }
        if (tph.supports(StMode.DEVICE_SPECIFIC)) {
            lines.add("Device specific mode supported");
        }
        if (tph.extended()) {
            lines.add("Extended requester support");
        }
        lines.add(
                switch (tph.location()) {
                    case NONE -> "No steering table available";
                    case CAPABILITY -> "Steering table in TPH capability structure";
                    case MSIX -> "Steering table in MSI-X table";
                    case RESERVED -> "Reserved steering table location";
                });
        return lines;
    }

    /** The part of DevCap2: empty text for the reserved value, absent in functions for which lspci prints none. */
    static Optional<String> completer(PcieRegisters pcie) {
        boolean printed = pcie.portType() == PortType.ENDPOINT || pcie.portType() == PortType.ROOT_PORT;
        return printed ? pcie.completer().map(LspciLines::words) : Optional.empty();
    }

    private static String words(TphCompleterSupport support) {
        return switch (support) {
            case NONE -> "TPHComp- ExtTPHComp-";
            case TPH -> "TPHComp+ ExtTPHComp-";
            case RESERVED -> "";
            case EXTENDED -> "TPHComp+ ExtTPHComp+";
        };
    }
}
