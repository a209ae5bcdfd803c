package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One function of a device: its PF, which has the device's name, or one of its VFs, for example {@code nic0.vf3}. Each has registers and tables of its own;
 * what the capability announces is the same in all.
 *
 * @param vf index, or {@link #PF}
 */
public record DeviceFunction(EndpointConfig endpoint, int vf) {
    /** The device itself. */
    public static final int PF = -1;

    private static final Pattern VF = Pattern.compile("([^.]+)\\.vf(0|[1-9]\\d{0,3})");

    /** The function of a name; empty where there is none. */
    public static Optional<DeviceFunction> of(FabricConfig fabric, String name) {
        Matcher virtual = VF.matcher(name);
        boolean isVf = virtual.matches();
        String device = isVf ? virtual.group(1) : name;
        int vf = isVf ? Integer.parseInt(virtual.group(2)) : PF;
        return fabric.endpoints().stream()
                .filter(endpoint ->
                        endpoint.id().equals(device) && vf < endpoint.sriov().vfs())
                .findFirst()
                .map(endpoint -> new DeviceFunction(endpoint, vf));
    }

    /** The id of the device that a function's name begins with. */
    static String deviceOf(String name) {
        Matcher virtual = VF.matcher(name);
        return virtual.matches() ? virtual.group(1) : name;
    }

    /** Names of the functions that issue requests, for a message: of many VFs the first and the last. */
    static List<String> names(FabricConfig fabric) {
        List<String> names = new ArrayList<>();
        for (EndpointConfig endpoint : fabric.endpoints()) {
            if (endpoint.kind() != EndpointKind.PEER) {
                int vfs = endpoint.sriov().vfs();
                names.add(endpoint.id());
                if (vfs > 0) {
                    names.add(new DeviceFunction(endpoint, 0).name());
                }
                if (vfs > 1) {
                    names.add((vfs > 2 ? "... " : "") + new DeviceFunction(endpoint, vfs - 1).name());
                }
            }
        }
        return names;
    }

    public String name() {
        return vf == PF ? endpoint.id() : endpoint.id() + ".vf" + vf;
    }

    /** From the PF's Routing ID to that of this function: PCIe Base Specification 9.2.1.2. */
    public int routingOffset() {
        return vf == PF
                ? 0
                : endpoint.sriov().firstVfOffset() + vf * endpoint.sriov().vfStride();
    }
}
