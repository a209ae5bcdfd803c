package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;

/** Rules of Access Control Services that span several keys. */
final class AcsChecks {
    private final Checker checker;
    private final FabricConfig fabric;

    AcsChecks(Checker checker) {
        this.checker = checker;
        this.fabric = checker.scenario().fabric();
    }

    void rootPort(RootPortConfig port, String path) {
        List<String> others = new ArrayList<>();
        fabric.rootPorts().forEach(other -> others.add(other.id()));
        others.remove(port.id());
        vector(port.acs(), port.egressBlocked(), path, "another root port", others);
    }

    void element(SwitchConfig element, String path) {
        if (element.acs().acsRedirect() && !element.acs().acs().contains(AcsControl.REQUEST_REDIRECT)) {
            checker.conflict(
                    "acs without request-redirect contradicts acs-redirect; allowed: one of the two keys",
                    path + ".acs",
                    path + ".acs-redirect");
        }
        vector(
                element.acs().acs(),
                element.acs().egressBlocked(),
                path,
                "right below " + element.id(),
                below(element.id()));
        element.acs().portAcs().ifPresent(acs -> port(acs, element.port(), path));
    }

    void endpoint(EndpointConfig endpoint, String path) {
        endpoint.linkForm().portAcs().ifPresent(acs -> port(acs, endpoint.port(), path));
        boolean replay = endpoint.kind() == EndpointKind.REPLAY;
        if (replay && endpoint.requests().addressType() == AddressType.TRANSLATED) {
            checker.conflict(
                    "a capture has its own addresses; allowed: untranslated", path + ".address-type", path + ".kind");
        }
    }

    private void port(PortAcsConfig acs, String above, String path) {
        boolean rootPort =
                fabric.rootPorts().stream().anyMatch(port -> port.id().equals(above));
        if (rootPort) {
            checker.conflict(
                    "the port above is the root port " + above + ", which has its own 'acs'",
                    path + ".port-acs",
                    path + ".port");
            return;
        }
        vector(acs.acs(), acs.egressBlocked(), path + ".port-acs", "right below " + above, below(above));
    }

    private List<String> below(String id) {
        List<String> ids = new ArrayList<>();
        fabric.switches().stream().filter(of -> of.port().equals(id)).forEach(of -> ids.add(of.id()));
        fabric.endpoints().stream().filter(of -> of.port().equals(id)).forEach(of -> ids.add(of.id()));
        return ids;
    }

    private void vector(List<AcsControl> acs, List<String> blocked, String path, String what, List<String> allowed) {
        if (!blocked.isEmpty() && !acs.contains(AcsControl.EGRESS_CONTROL)) {
            checker.conflict(
                    "the vector counts only with egress-control among acs", path + ".egress-blocked", path + ".acs");
        }
        for (String id : blocked) {
            if (!allowed.contains(id)) {
                checker.unknown(what, id, allowed, path + ".egress-blocked");
            }
        }
    }
}
