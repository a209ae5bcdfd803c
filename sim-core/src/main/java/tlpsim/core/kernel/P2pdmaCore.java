package tlpsim.core.kernel;

import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.P2pdmaRule;

/** The part of drivers/pci/p2pdma.c that decides whether a device may reach the memory of a peer, and by which way. */
public final class P2pdmaCore {
    private static final int REDIRECT = PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_EC;

    /** What the kernel knows of ways through the host bridge. */
    public enum HostBridgeSupport {
        /** The CPU routes them. */
        CPU,
        /** The host bridge is in the list. */
        LISTED,
        /** It is in the list for ways below the same host bridge. */
        LISTED_SAME_BRIDGE,
        /** Neither. */
        UNLISTED
    }

    /**
     * A port as the kernel sees it: a bridge.
     *
     * @param name       unique
     * @param acsControl ACS Control; 0 without the capability
     */
    public record Bridge(String name, int acsControl) {}

    private final HostBridgeSupport support;

    public P2pdmaCore(HostBridgeSupport support) {
        this.support = support;
    }

    /**
     * What the kernel says of one pair.
     *
     * @param provider       bridges above the peer, from the nearest to its root port
     * @param client         bridges above the requester, likewise
     * @param sameHostBridge whether both root ports belong to one host bridge
     */
    public P2pdmaMapping map(List<Bridge> provider, List<Bridge> client, boolean sameHostBridge) {
        OperationLog log = new OperationLog("pci_p2pdma_map_type", new AccessCounter());
        int common = 0;
        while (common < provider.size() && !client.contains(provider.get(common))) {
            common++;
        }
        boolean shared = common < provider.size();
        int clientLinks = shared ? client.indexOf(provider.get(common)) : client.size();
        int distance = shared ? common + 1 + clientLinks + 1 : provider.size() + client.size() + 2;
        log.applied(P2pdmaRule.DISTANCE, Integer.toString(distance));
        List<String> redirecting =
                shared ? redirecting(provider.subList(0, common + 1), client.subList(0, clientLinks)) : List.of();
        if (!shared) {
            log.applied(P2pdmaRule.NO_COMMON_BRIDGE, "two root ports");
        } else if (redirecting.isEmpty()) {
            log.applied(P2pdmaRule.SWITCH_LOCAL, provider.get(common).name());
            return new P2pdmaMapping(
                    P2pdmaMapping.Verdict.SWITCH_LOCAL,
                    distance,
                    redirecting,
                    log.done(distance, P2pdmaMapping.Verdict.SWITCH_LOCAL.text()));
        } else {
            log.applied(P2pdmaRule.ACS_REDIRECT, String.join(", ", redirecting));
        }
        if (allows(sameHostBridge, log)) {
            return new P2pdmaMapping(
                    P2pdmaMapping.Verdict.THROUGH_HOST_BRIDGE,
                    distance,
                    redirecting,
                    log.done(distance, P2pdmaMapping.Verdict.THROUGH_HOST_BRIDGE.text()));
        }
        log.breaks(P2pdmaRule.NOT_SUPPORTED, true, "host bridge not in the list");
        log.applied(P2pdmaRule.FALLBACK, "host memory");
        return new P2pdmaMapping(
                P2pdmaMapping.Verdict.NOT_SUPPORTED, distance, redirecting, log.failed(Errno.EREMOTEIO));
    }

    private static List<String> redirecting(List<Bridge> provider, List<Bridge> client) {
        List<String> names = new ArrayList<>();
        for (List<Bridge> side : List.of(provider, client)) {
            for (Bridge bridge : side) {
                if ((bridge.acsControl() & REDIRECT) != 0) {
                    names.add(bridge.name());
                }
            }
        }
        return names;
    }

    private boolean allows(boolean sameHostBridge, OperationLog log) {
        return switch (support) {
            case CPU -> {
                log.applied(P2pdmaRule.CPU, "AMD, family 17h or later");
                yield true;
            }
            case LISTED -> !log.breaks(P2pdmaRule.WHITELIST, false, "in the list");
            case LISTED_SAME_BRIDGE ->
                !log.breaks(
                        P2pdmaRule.SAME_HOST_BRIDGE,
                        !sameHostBridge,
                        sameHostBridge ? "one host bridge" : "two host bridges");
            case UNLISTED -> !log.breaks(P2pdmaRule.WHITELIST, true, "not in the list");
        };
    }
}
