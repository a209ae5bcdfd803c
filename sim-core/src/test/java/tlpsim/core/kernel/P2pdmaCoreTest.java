package tlpsim.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_DT;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EC;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_RR;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_SV;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_TB;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_UF;
import static tlpsim.core.kernel.P2pdmaMapping.Verdict.NOT_SUPPORTED;
import static tlpsim.core.kernel.P2pdmaMapping.Verdict.SWITCH_LOCAL;
import static tlpsim.core.kernel.P2pdmaMapping.Verdict.THROUGH_HOST_BRIDGE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.kernel.P2pdmaCore.Bridge;
import tlpsim.core.kernel.P2pdmaCore.HostBridgeSupport;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.P2pdmaRule;
import tlpsim.core.rule.Proves;

/** A peer and a requester below two ports of one switch, or below two root ports. */
class P2pdmaCoreTest {
    private static final Bridge ROOT_PORT = new Bridge("rp0", PCI_ACS_UF);
    private static final Bridge UPSTREAM = new Bridge("sw0 up", 0);

    private static List<Bridge> below(String port, int control) {
        return List.of(new Bridge(port, control), UPSTREAM, ROOT_PORT);
    }

    private static P2pdmaMapping map(HostBridgeSupport support, int ofPeer, int ofRequester) {
        return new P2pdmaCore(support).map(below("to gpu0", ofPeer), below("to nic0", ofRequester), true);
    }

    private static P2pdmaMapping across(HostBridgeSupport support, boolean sameHostBridge) {
        return new P2pdmaCore(support).map(List.of(ROOT_PORT), List.of(new Bridge("rp1", 0)), sameHostBridge);
    }

    @Test
    @Proves("p2pdma.distance")
    void theDistanceCountsLinksToTheLowestCommonBridge() {
        assertThat(map(HostBridgeSupport.UNLISTED, 0, 0).distance()).isEqualTo(4);
        assertThat(across(HostBridgeSupport.CPU, true).distance()).isEqualTo(4);
        List<Bridge> deeper = List.of(new Bridge("to gpu1", 0), new Bridge("sw1 up", 0), new Bridge("to sw1", 0));
        List<Bridge> peer = new java.util.ArrayList<>(deeper);
        peer.addAll(List.of(UPSTREAM, ROOT_PORT));
        assertThat(new P2pdmaCore(HostBridgeSupport.UNLISTED)
                        .map(peer, below("to nic0", 0), true)
                        .distance())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PCI_ACS_SV | PCI_ACS_TB | PCI_ACS_UF | PCI_ACS_DT})
    @Proves("p2pdma.switch-local")
    void belowOneSwitchWithoutRedirectTheBusAddressCountsOnAnyPlatform(int control) {
        P2pdmaMapping mapping = map(HostBridgeSupport.UNLISTED, control, control);
        assertThat(mapping.verdict()).isEqualTo(SWITCH_LOCAL);
        assertThat(mapping.isMapped()).isTrue();
        assertThat(mapping.report().errno()).isEqualTo(Errno.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {PCI_ACS_RR, PCI_ACS_CR, PCI_ACS_EC, PCI_ACS_RR | PCI_ACS_DT})
    @Proves("p2pdma.acs-redirect")
    void anyRedirectOnEitherSideMakesItAWayThroughTheHostBridge(int control) {
        P2pdmaMapping ofRequester = map(HostBridgeSupport.LISTED, 0, control);
        assertThat(ofRequester.verdict()).isEqualTo(THROUGH_HOST_BRIDGE);
        assertThat(ofRequester.redirecting()).containsExactly("to nic0");
        P2pdmaMapping ofPeer = map(HostBridgeSupport.LISTED, control, 0);
        assertThat(ofPeer.verdict()).isEqualTo(THROUGH_HOST_BRIDGE);
        assertThat(ofPeer.redirecting()).containsExactly("to gpu0");
        assertThat(map(HostBridgeSupport.UNLISTED, control, control).verdict()).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    @Proves("p2pdma.no-common-bridge")
    void belowTwoRootPortsTheHostBridgeIsAlwaysOnTheWay() {
        P2pdmaMapping mapping = across(HostBridgeSupport.LISTED, true);
        assertThat(mapping.verdict()).isEqualTo(THROUGH_HOST_BRIDGE);
        assertThat(mapping.redirecting()).isEmpty();
        assertThat(mapping.report().met(P2pdmaRule.NO_COMMON_BRIDGE)).isTrue();
    }

    @Test
    @Proves("p2pdma.cpu")
    void aCpuThatRoutesNeedsNoListedHostBridge() {
        P2pdmaMapping mapping = across(HostBridgeSupport.CPU, false);
        assertThat(mapping.verdict()).isEqualTo(THROUGH_HOST_BRIDGE);
        assertThat(mapping.report().met(P2pdmaRule.WHITELIST)).isFalse();
    }

    @Test
    @Proves("p2pdma.whitelist")
    void aListedHostBridgeIsAllowedAndAnotherIsNot() {
        assertThat(across(HostBridgeSupport.LISTED, false).isMapped()).isTrue();
        assertThat(across(HostBridgeSupport.UNLISTED, true).report().refusedBy(P2pdmaRule.WHITELIST))
                .isTrue();
    }

    @Test
    @Proves("p2pdma.same-host-bridge")
    void someEntriesHoldBelowOneHostBridgeOnly() {
        assertThat(across(HostBridgeSupport.LISTED_SAME_BRIDGE, true).isMapped())
                .isTrue();
        P2pdmaMapping apart = across(HostBridgeSupport.LISTED_SAME_BRIDGE, false);
        assertThat(apart.isMapped()).isFalse();
        assertThat(apart.report().refusedBy(P2pdmaRule.SAME_HOST_BRIDGE)).isTrue();
    }

    @Test
    @Proves({"p2pdma.not-supported", "p2pdma.fallback"})
    void withoutAMappingTheErrnoIsRemoteIoAndTheBufferGoesToHostMemory() {
        P2pdmaMapping mapping = across(HostBridgeSupport.UNLISTED, true);
        assertThat(mapping.verdict()).isEqualTo(NOT_SUPPORTED);
        assertThat(mapping.report().errno()).isEqualTo(Errno.EREMOTEIO);
        assertThat(mapping.report().refusedBy(P2pdmaRule.NOT_SUPPORTED)).isTrue();
        assertThat(mapping.report().met(P2pdmaRule.FALLBACK)).isTrue();
    }
}
