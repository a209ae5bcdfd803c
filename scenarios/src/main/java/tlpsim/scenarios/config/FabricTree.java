package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Who stands below whom, and which way a request takes. It answers about faulty fabrics too, so that checks may ask. */
public final class FabricTree {
    /** How the root complex is named on a way that passes between root ports. */
    public static final String ROOT_COMPLEX = "root complex";

    private final FabricConfig fabric;

    public FabricTree(FabricConfig fabric) {
        this.fabric = fabric;
    }

    public Optional<EndpointConfig> endpoint(String id) {
        return fabric.endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst();
    }

    public Optional<SwitchConfig> switchOf(String id) {
        return fabric.switches().stream()
                .filter(element -> element.id().equals(id))
                .findFirst();
    }

    public Optional<RootPortConfig> rootPort(String id) {
        return fabric.rootPorts().stream().filter(port -> port.id().equals(id)).findFirst();
    }

    /** Peers in the order of the endpoints. */
    public List<EndpointConfig> peers() {
        return fabric.endpoints().stream()
                .filter(endpoint -> endpoint.kind() == EndpointKind.PEER)
                .toList();
    }

    /** Switches above a device, from the nearest; cut off where the way up does not end. */
    public List<SwitchConfig> switchesAbove(EndpointConfig endpoint) {
        List<SwitchConfig> above = new ArrayList<>();
        Optional<SwitchConfig> next = switchOf(endpoint.port());
        while (next.isPresent() && above.size() <= fabric.switches().size()) {
            above.add(next.get());
            next = switchOf(next.get().port());
        }
        return above;
    }

    /** The root port above a device; empty in a faulty fabric. */
    public Optional<RootPortConfig> rootPortAbove(EndpointConfig endpoint) {
        List<SwitchConfig> switches = switchesAbove(endpoint);
        return rootPort(
                switches.isEmpty()
                        ? endpoint.port()
                        : switches.get(switches.size() - 1).port());
    }

    /** Switches that requests pass on their way from a device to a target, each once. */
    public List<SwitchConfig> switchesBetween(EndpointConfig device, String target) {
        List<SwitchConfig> up = switchesAbove(device);
        Optional<EndpointConfig> peer = endpoint(target);
        if (peer.isEmpty()) {
            return up;
        }
        List<SwitchConfig> down = new ArrayList<>(switchesAbove(peer.get()));
        Optional<SwitchConfig> turn = turn(up, down);
        List<SwitchConfig> passed = new ArrayList<>(turn.isEmpty() ? up : up.subList(0, up.indexOf(turn.get()) + 1));
        Collections.reverse(down);
        for (SwitchConfig element : turn.isEmpty() ? down : down.subList(down.indexOf(turn.get()) + 1, down.size())) {
            if (!passed.contains(element)) {
                passed.add(element);
            }
        }
        return passed;
    }

    /**
     * Ids from a device to a target, both included, {@code host} and the root complex among them. What ACS has sent up may pass a switch or a root port
     * again on its way down.
     *
     * @param target {@code host} or the id of a peer
     */
    public List<String> way(EndpointConfig device, String target) {
        List<String> way = new ArrayList<>(List.of(device.id()));
        List<SwitchConfig> up = switchesAbove(device);
        Optional<EndpointConfig> peer = endpoint(target);
        List<SwitchConfig> down = new ArrayList<>(peer.map(this::switchesAbove).orElse(List.of()));
        Optional<SwitchConfig> turn = turn(up, down);
        Collections.reverse(down);
        if (turn.isPresent()) {
            up.subList(0, up.indexOf(turn.get()) + 1).forEach(element -> way.add(element.id()));
            down.subList(down.indexOf(turn.get()) + 1, down.size()).forEach(element -> way.add(element.id()));
        } else {
            up.forEach(element -> way.add(element.id()));
            rootPortAbove(device).ifPresent(port -> way.add(port.id()));
            if (peer.isPresent()) {
                way.add(ROOT_COMPLEX);
                rootPortAbove(peer.get()).ifPresent(port -> way.add(port.id()));
                down.forEach(element -> way.add(element.id()));
            }
        }
        way.add(target);
        return way;
    }

    /** The switch at which a peer-to-peer request turns downwards: the lowest common one that does not redirect what comes from below. */
    private static Optional<SwitchConfig> turn(List<SwitchConfig> up, List<SwitchConfig> above) {
        return up.stream()
                .filter(element -> above.contains(element) && !element.acsRedirect())
                .findFirst();
    }

    /** Switches, root ports and peers: whatever a report can name as the place of an outcome. */
    int elements() {
        return fabric.switches().size() + fabric.rootPorts().size() + peers().size();
    }
}
