package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.DecodedFunction.Buses;
import tlpsim.core.config.PortType;

/** The functions of a machine and the tree that the bus numbers of its bridges describe. */
public final class Topology {
    private final List<ImportedFunction> functions;
    private final List<ImportedFunction> bridges = new ArrayList<>();

    public Topology(List<ImportedFunction> functions) {
        this.functions = List.copyOf(functions);
        for (ImportedFunction function : functions) {
            if (function.decoded().header().buses().isPresent()
                    && function.address().isPresent()) {
                bridges.add(function);
            }
        }
    }

    /** In the order of the source. */
    public List<ImportedFunction> functions() {
        return functions;
    }

    /**
     * The bridge right above: the innermost one whose bus range holds the function's bus, as a VF may be on a bus beyond
     * the bridge's secondary. Empty on a root bus, and where the bridge is not known.
     */
    public Optional<ImportedFunction> parent(ImportedFunction function) {
        PciAddress address = function.address().orElse(null);
        ImportedFunction nearest = null;
        for (ImportedFunction bridge : address == null ? List.<ImportedFunction>of() : bridges) {
            PciAddress at = bridge.address().orElseThrow();
            Buses buses = buses(bridge);
            boolean above =
                    at.domain() == address.domain() && buses.contains(address.bus()) && !buses.contains(at.bus());
            if (above && (nearest == null || buses.secondary() > buses(nearest).secondary())) {
                nearest = bridge;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The function and the bridges above it, upwards, as far as they are known. */
    public List<ImportedFunction> pathUp(ImportedFunction function) {
        List<ImportedFunction> path = new ArrayList<>();
        Optional<ImportedFunction> at = Optional.of(function);
        while (at.isPresent() && !path.contains(at.get())) {
            path.add(at.get());
            at = at.get().decoded().portType().equals(Optional.of(PortType.ROOT_PORT))
                    ? Optional.empty()
                    : parent(at.get());
        }
        return path;
    }

    /** The root port above a function, or the function itself if it is one; empty where it is not known. */
    public Optional<ImportedFunction> rootPort(ImportedFunction function) {
        List<ImportedFunction> path = pathUp(function);
        ImportedFunction top = path.get(path.size() - 1);
        return top.decoded().portType().equals(Optional.of(PortType.ROOT_PORT)) ? Optional.of(top) : Optional.empty();
    }

    private static Buses buses(ImportedFunction bridge) {
        return bridge.decoded().header().buses().orElseThrow();
    }
}
