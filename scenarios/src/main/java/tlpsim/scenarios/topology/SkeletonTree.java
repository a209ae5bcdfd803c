package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tlpsim.core.config.PortType;
import tlpsim.scenarios.config.EndpointConfig;

/**
 * The parts of a topology that a scenario has: root ports, switches and endpoints, each with its id and with the id of
 * what it stands below. A switch is known by its upstream port.
 */
final class SkeletonTree {
    /** Root ports and switches of a scenario together. */
    private static final int MAX_ELEMENTS = 200;

    private final Topology topology;
    private final Map<ImportedFunction, String> ids = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, ImportedFunction> unknownRootPorts = new LinkedHashMap<>();
    private final List<ImportedFunction> rootPorts = new ArrayList<>();
    private final List<ImportedFunction> unusedRootPorts = new ArrayList<>();
    private final List<ImportedFunction> switches = new ArrayList<>();
    private final List<ImportedFunction> endpoints = new ArrayList<>();
    private final List<ImportedFunction> others = new ArrayList<>();

    SkeletonTree(Topology topology) {
        this.topology = topology;
        for (ImportedFunction function : topology.functions()) {
            PortType type = function.decoded().portType().orElse(PortType.RESERVED);
            if (type == PortType.ROOT_PORT) {
                add(rootPorts, "rp", function);
            } else if (type == PortType.SWITCH_UPSTREAM) {
                add(switches, "sw", function);
            } else if ((type.isEndpoint() || isIntegratedRequester(function)) && !function.virtual()) {
                add(endpoints, "ep", function);
            } else if (type != PortType.SWITCH_DOWNSTREAM) {
                others.add(function);
            }
        }
        switches.forEach(this::above);
        endpoints.forEach(this::above);
        limit();
    }

    /** Of the many integrated endpoints of a machine, those that are of use in a scenario. */
    private static boolean isIntegratedRequester(ImportedFunction function) {
        boolean integrated = function.decoded().portType().equals(Optional.of(PortType.RC_INTEGRATED_ENDPOINT));
        return integrated && function.decoded().tph().isPresent();
    }

    /** A port with nothing below it is the first that a scenario can do without. */
    private void limit() {
        Set<String> used = new HashSet<>();
        switches.forEach(each -> used.add(above(each)));
        endpoints.forEach(each -> used.add(above(each)));
        for (int i = rootPorts.size() - 1; i >= 0; i--) {
            long integrated = endpoints.stream()
                    .filter(SkeletonTree::isIntegratedRequester)
                    .count();
            boolean tooMany = rootPorts.size() + unknownRootPorts.size() + switches.size() + integrated > MAX_ELEMENTS;
            if (tooMany && !used.contains(ids.get(rootPorts.get(i)))) {
                unusedRootPorts.add(rootPorts.remove(i));
            }
        }
    }

    /** Root ports that are left out as there are too many. */
    List<ImportedFunction> unusedRootPorts() {
        return unusedRootPorts;
    }

    /** The port at the upper end of a function's link. */
    Optional<ImportedFunction> portAbove(ImportedFunction function) {
        return topology.parent(function).filter(port -> {
            PortType type = port.decoded().portType().orElse(PortType.RESERVED);
            return type == PortType.ROOT_PORT || type == PortType.SWITCH_DOWNSTREAM;
        });
    }

    private void add(List<ImportedFunction> list, String prefix, ImportedFunction function) {
        list.add(function);
        ids.put(function, unique(prefix + "-" + (function.slot().isEmpty() ? "x" : dashed(function.slot()))));
    }

    private static String dashed(String slot) {
        return slot.replace(':', '-').replace('.', '-');
    }

    private String unique(String wanted) {
        String id = wanted;
        for (int i = 2; !taken.add(id); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    List<ImportedFunction> rootPorts() {
        return rootPorts;
    }

    List<ImportedFunction> switches() {
        return switches;
    }

    List<ImportedFunction> endpoints() {
        return endpoints;
    }

    /** Functions that are no part of a scenario's fabric. */
    List<ImportedFunction> others() {
        return others;
    }

    /** Root ports that are not in the dump, by id, each with a function below it. */
    Map<String, ImportedFunction> unknownRootPorts() {
        return unknownRootPorts;
    }

    String id(ImportedFunction function) {
        return ids.get(function);
    }

    /** The id of the root port or switch right above; of an integrated endpoint that of the root complex. */
    String above(ImportedFunction function) {
        if (isIntegratedRequester(function)) {
            return EndpointConfig.ROOT_COMPLEX;
        }
        List<ImportedFunction> path = topology.pathUp(function);
        for (ImportedFunction each : path.subList(1, path.size())) {
            PortType type = each.decoded().portType().orElse(PortType.RESERVED);
            if (type == PortType.ROOT_PORT || type == PortType.SWITCH_UPSTREAM) {
                return ids.get(each);
            }
        }
        ImportedFunction top = path.get(path.size() - 1);
        String id = "rp-above-"
                + (top.address().isEmpty()
                        ? ids.get(function)
                        : dashed(top.address().orElseThrow().toString()).replaceFirst("-[^-]+-[^-]+$", ""));
        if (!unknownRootPorts.containsKey(id)) {
            unknownRootPorts.put(id, function);
        }
        return id;
    }

    /** Whether nothing above a function is known: its link is then that of the port above. */
    boolean isTop(ImportedFunction function) {
        return topology.parent(function).isEmpty();
    }

    /** Downstream ports of a switch. */
    List<ImportedFunction> downstreamPorts(ImportedFunction upstream) {
        List<ImportedFunction> ports = new ArrayList<>();
        for (ImportedFunction each : topology.functions()) {
            boolean downstream = each.decoded().portType().equals(Optional.of(PortType.SWITCH_DOWNSTREAM));
            if (downstream && topology.parent(each).equals(Optional.of(upstream))) {
                ports.add(each);
            }
        }
        return ports;
    }
}
