package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.kernel.P2pdmaCore;
import tlpsim.core.kernel.P2pdmaCore.Bridge;
import tlpsim.core.kernel.P2pdmaCore.HostBridgeSupport;
import tlpsim.core.kernel.P2pdmaMapping;

/**
 * What the kernel's p2pdma says of each device and peer, and where requests therefore go. That the root ports of one socket belong to one host bridge is
 * assumed.
 */
public final class PeerMappings {
    private final FabricTree tree;
    private final Optional<P2pdmaCore> kernel;

    public PeerMappings(ScenarioConfig scenario) {
        this.tree = new FabricTree(scenario.fabric());
        this.kernel = support(scenario.platform().io().p2pdma()).map(P2pdmaCore::new);
    }

    private static Optional<HostBridgeSupport> support(P2pdmaSupport support) {
        return switch (support) {
            case CPU -> Optional.of(HostBridgeSupport.CPU);
            case WHITELISTED -> Optional.of(HostBridgeSupport.LISTED);
            case SAME_HOST_BRIDGE -> Optional.of(HostBridgeSupport.LISTED_SAME_BRIDGE);
            case NOT_WHITELISTED -> Optional.of(HostBridgeSupport.UNLISTED);
            case UNCHECKED -> Optional.empty();
        };
    }

    /** Empty where nobody asks the kernel. */
    public Optional<P2pdmaMapping> mapping(EndpointConfig device, EndpointConfig peer) {
        return kernel.map(core -> core.map(bridges(peer), bridges(device), socket(peer) == socket(device)));
    }

    /** Where requests for a target go: to the host where the kernel gives no mapping of the peer. */
    public String target(WorkloadConfig workload, String target) {
        Optional<EndpointConfig> device = tree.endpoint(workload.endpoint());
        Optional<EndpointConfig> peer = tree.endpoint(target);
        if (device.isEmpty() || peer.isEmpty()) {
            return target;
        }
        boolean refused = mapping(device.get(), peer.get())
                .map(mapping -> !mapping.isMapped())
                .orElse(false);
        return refused ? TargetConfig.HOST : target;
    }

    private int socket(EndpointConfig endpoint) {
        return tree.rootPortAbove(endpoint).map(RootPortConfig::socket).orElse(-1);
    }

    /** Bridges above a device: of each switch its downstream port, then its upstream port; last the root port. */
    private List<Bridge> bridges(EndpointConfig endpoint) {
        List<Bridge> bridges = new ArrayList<>();
        String below = endpoint.id();
        for (SwitchConfig element : tree.switchesAbove(endpoint)) {
            bridges.add(new Bridge(
                    element.id() + " above " + below, tree.acsAbove(below).control()));
            bridges.add(new Bridge(element.id(), 0));
            below = element.id();
        }
        tree.rootPortAbove(endpoint)
                .ifPresent(port ->
                        bridges.add(new Bridge(port.id(), FabricTree.acs(port).control())));
        return bridges;
    }
}
