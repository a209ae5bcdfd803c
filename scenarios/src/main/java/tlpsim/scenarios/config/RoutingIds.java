package tlpsim.scenarios.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requester IDs of the functions of a scenario. Each device that a workload uses has a bus of its own, in the order in which workloads name them, from bus
 * 1; its PF is device 0, function 0 there. VFs that do not fit the bus take the ones behind it.
 */
public final class RoutingIds {
    private static final int IDS_PER_BUS = 256;
    private static final int BUSES = 256;

    private final FabricConfig fabric;
    private final Map<String, Integer> busOfDevice = new LinkedHashMap<>();
    private int nextBus = 1;

    /** @param scenario may have faults; workloads without a device have no ids */
    public RoutingIds(ScenarioConfig scenario) {
        fabric = scenario.fabric();
        for (WorkloadConfig workload : scenario.workloads()) {
            DeviceFunction.of(fabric, workload.device()).ifPresent(this::add);
        }
    }

    private void add(DeviceFunction function) {
        EndpointConfig endpoint = function.endpoint();
        if (busOfDevice.putIfAbsent(endpoint.id(), nextBus) == null) {
            int last = endpoint.sriov().vfs() == 0
                    ? 0
                    : new DeviceFunction(endpoint, endpoint.sriov().vfs() - 1).routingOffset();
            nextBus += 1 + last / IDS_PER_BUS;
        }
    }

    /** Whether all ids have 16 bits. */
    boolean fit() {
        return nextBus <= BUSES;
    }

    /** The Requester ID of a function that a workload uses, bus in bits 15:8. */
    public int of(String function) {
        DeviceFunction found = DeviceFunction.of(fabric, function).orElseThrow();
        return busOfDevice.get(found.endpoint().id()) * IDS_PER_BUS + found.routingOffset();
    }

    /** As {@code lspci} prints one. */
    public static String text(int id) {
        String bus = Integer.toHexString(id >>> 8 & 0xFF);
        String device = Integer.toHexString(id >>> 3 & 0x1F);
        return (bus.length() < 2 ? "0" : "") + bus + ':' + (device.length() < 2 ? "0" : "") + device + '.' + (id & 7);
    }
}
