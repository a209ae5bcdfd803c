package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.path.AcsPort;

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

    /** A root port, or the path of an integrated endpoint. */
    public Optional<RootPortConfig> rootPort(String id) {
        return fabric.hostPorts().stream().filter(port -> port.id().equals(id)).findFirst();
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
        Optional<SwitchConfig> next = switchOf(endpoint.portAbove());
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
                        ? endpoint.portAbove()
                        : switches.get(switches.size() - 1).port());
    }

    /** ACS of a root port. */
    public static AcsPort acs(RootPortConfig port) {
        return new AcsPort(AcsControl.register(port.acs()), port.egressBlocked());
    }

    /** ACS of the port above a switch or a device. */
    public AcsPort acsAbove(String id) {
        Optional<SwitchConfig> element = switchOf(id);
        String above = element.map(SwitchConfig::port)
                .orElseGet(() -> endpoint(id).map(EndpointConfig::port).orElse(""));
        Optional<RootPortConfig> rootPort = rootPort(above);
        if (rootPort.isPresent()) {
            return acs(rootPort.get());
        }
        Optional<PortAcsConfig> own = element.map(of -> of.acs().portAcs())
                .orElseGet(() -> endpoint(id)
                        .map(endpoint -> endpoint.linkForm().portAcs())
                        .orElse(Optional.empty()));
        if (own.isPresent()) {
            return new AcsPort(AcsControl.register(own.get().acs()), own.get().egressBlocked());
        }
        return switchOf(above)
                .map(SwitchConfig::acs)
                .map(of -> new AcsPort(AcsControl.register(of.acs()), of.egressBlocked()))
                .orElse(AcsPort.OFF);
    }

    /** Switches that requests pass on their way from a device to a target, each once. */
    public List<SwitchConfig> switchesBetween(EndpointConfig device, String target) {
        return way(device, target).stream()
                .flatMap(id -> switchOf(id).stream())
                .distinct()
                .toList();
    }

    /**
     * Ids from a device to a target, both included, {@code host} and the root complex among them. What ACS has sent up may pass a switch or a root port
     * again on its way down; where a port refuses it, its element is the last.
     *
     * @param target {@code host} or the id of a peer
     */
    public List<String> way(EndpointConfig device, String target) {
        return new Walk(device, target).way;
    }

    /** Where requests from a device to a peer turn downwards: a switch, {@link #ROOT_COMPLEX}; empty where a port refuses them. */
    public Optional<String> turn(EndpointConfig device, String peer) {
        return Optional.ofNullable(new Walk(device, peer).turn);
    }

    /** What a port on the way says to the requests, where it refuses them. */
    public Optional<AcsPort.Route> refusal(EndpointConfig device, String target) {
        return Optional.ofNullable(new Walk(device, target).refusal);
    }

    /** Follows a request. */
    private final class Walk {
        final List<String> way = new ArrayList<>();
        final boolean translated;
        /** From the target upwards: what is below which switch, and the root port. */
        final List<String> chain = new ArrayList<>();

        String turn;
        AcsPort.Route refusal;

        Walk(EndpointConfig device, String target) {
            translated = device.requests().addressType() == AddressType.TRANSLATED;
            way.add(device.id());
            Optional<EndpointConfig> peer = endpoint(target);
            if (peer.isPresent()) {
                chain.add(target);
                switchesAbove(peer.get()).forEach(element -> chain.add(element.id()));
                rootPortAbove(peer.get()).ifPresent(port -> chain.add(port.id()));
            }
            String from = device.id();
            for (SwitchConfig element : switchesAbove(device)) {
                way.add(element.id());
                AcsPort port = acsAbove(from);
                int at = chain.indexOf(element.id());
                if (goes(at < 0 ? port.upwards(translated) : across(port, from, chain.get(at - 1)))) {
                    turn = element.id();
                    down(at - 1);
                }
                if (turn != null || refusal != null) {
                    return;
                }
                from = element.id();
            }
            rootPortAbove(device).ifPresent(port -> root(port, target));
        }

        private AcsPort.Route across(AcsPort port, String from, String behind) {
            return behind.equals(from) ? port.back(translated) : port.across(translated, behind);
        }

        /** Whether a request turns here; notes where it is refused. */
        private boolean goes(AcsPort.Route route) {
            boolean refused = route == AcsPort.Route.VIOLATION || route == AcsPort.Route.UNSUPPORTED;
            refusal = refused ? route : null;
            return route == AcsPort.Route.DIRECT;
        }

        private void root(RootPortConfig port, String target) {
            way.add(port.id());
            AcsPort acs = acs(port);
            if (chain.isEmpty()) {
                goes(acs.upwards(translated));
                if (refusal == null) {
                    way.add(target);
                }
                return;
            }
            goes(across(acs, port.id(), chain.get(chain.size() - 1)));
            if (refusal == null) {
                turn = ROOT_COMPLEX;
                way.add(ROOT_COMPLEX);
                down(chain.size() - 1);
            }
        }

        private void down(int from) {
            for (int at = from; at >= 0; at--) {
                way.add(chain.get(at));
            }
        }
    }

    /** Switches, root ports and peers: whatever a report can name as the place of an outcome. */
    int elements() {
        return fabric.switches().size() + fabric.hostPorts().size() + peers().size();
    }
}
