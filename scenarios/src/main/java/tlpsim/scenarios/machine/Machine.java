package tlpsim.scenarios.machine;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tlpsim.core.config.SriovRegisters;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.topology.ImportedFunction;
import tlpsim.scenarios.topology.LspciWriter;
import tlpsim.scenarios.topology.PciAddress;
import tlpsim.scenarios.topology.Topology;
import tlpsim.scenarios.topology.TopologySource;

/** The functions of a machine under their names, and what is above each. Immutable. */
public final class Machine {
    private static final int IDS_PER_BUS = 256;
    private static final int FUNCTIONS = 8;

    private final List<MachineFunction> functions;
    private final Topology topology;

    private Machine(List<MachineFunction> functions) {
        this.functions = List.copyOf(functions);
        this.topology =
                new Topology(functions.stream().map(MachineFunction::function).toList());
    }

    /** The machine that a scenario describes. */
    public static Machine of(ScenarioConfig scenario) {
        return new Machine(new BusWalk(scenario).functions());
    }

    /** A machine that was imported; functions without an address, or with one that another has, are named after their place in the dump. */
    public static Machine imported(List<ImportedFunction> dump) {
        List<MachineFunction> functions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (ImportedFunction function : dump) {
            String address = function.address().map(PciAddress::sysfsName).orElse("function-" + (functions.size() + 1));
            String name = taken.add(address) ? address : address + "-" + (functions.size() + 1);
            taken.add(name);
            functions.add(new MachineFunction(name, function));
        }
        return new Machine(functions);
    }

    /** A scenario where the file name ends in .yaml or .yml; else whatever {@code topology import} reads. */
    public static Machine read(String file, InputStream stdin) {
        return file.endsWith(".yaml") || file.endsWith(".yml")
                ? of(new ScenarioReader(PresetCatalogue.bundled())
                        .read(file, stdin, List.of())
                        .config())
                : imported(TopologySource.read(file, stdin));
    }

    /** In the order of the source. */
    public List<MachineFunction> functions() {
        return functions;
    }

    public Topology topology() {
        return topology;
    }

    /** As {@code lspci -xxxx} would print the machine. */
    public String lspciText() {
        StringBuilder text = new StringBuilder();
        for (MachineFunction each : functions) {
            ImportedFunction function = each.function();
            text.append(LspciWriter.function(
                    function.slot(), function.description(), function.decoded().image()));
        }
        return text.toString();
    }

    /** The root port above a function; empty where there is none, or it is not known. */
    public Optional<MachineFunction> rootPort(MachineFunction function) {
        Optional<ImportedFunction> port = topology.rootPort(function.function());
        return port.isEmpty()
                ? Optional.empty()
                : functions.stream()
                        .filter(each -> each.function().equals(port.get()))
                        .findFirst();
    }

    /**
     * A VF's place.
     *
     * @param index from 0
     */
    public record VirtualFunction(MachineFunction physical, int index) {}

    /** The PF to which a VF belongs, by their Routing IDs (section 9.2.1.2); empty for other functions, and where the PF is not known. */
    public Optional<VirtualFunction> virtualFunction(MachineFunction function) {
        if (!function.function().virtual() || function.function().address().isEmpty()) {
            return Optional.empty();
        }
        PciAddress address = function.function().address().get();
        for (MachineFunction physical : functions) {
            SriovRegisters sriov = physical.function().decoded().sriov().orElse(null);
            PciAddress at = physical.function().address().orElse(null);
            if (sriov == null || at == null || !sriov.enabled() || at.domain() != address.domain()) {
                continue;
            }
            int distance = routingId(address) - routingId(at) - sriov.offsetVf();
            boolean inStep = sriov.stride() == 0 ? distance == 0 : distance >= 0 && distance % sriov.stride() == 0;
            int index = sriov.stride() == 0 ? 0 : distance / sriov.stride();
            if (inStep && index < sriov.numVfs()) {
                return Optional.of(new VirtualFunction(physical, index));
            }
        }
        return Optional.empty();
    }

    private static int routingId(PciAddress address) {
        return address.bus() * IDS_PER_BUS + address.device() * FUNCTIONS + address.function();
    }
}
