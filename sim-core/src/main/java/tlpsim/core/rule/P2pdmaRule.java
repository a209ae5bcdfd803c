package tlpsim.core.rule;

/** How Linux decides whether, and by which way, one device may reach the memory of another. */
public enum P2pdmaRule implements ControlRule {
    DISTANCE(
            "distance",
            "The distance of two functions counts the links from both up to their lowest common bridge: 4 below one switch.",
            "drivers/pci/p2pdma.c: calc_map_type_and_dist()",
            "P2pdmaCore.map"),
    SWITCH_LOCAL(
            "switch-local",
            "With a common bridge, and no port with ACS redirect between the two, the peer is mapped by its bus address: requests turn at the"
                    + " switch.",
            "drivers/pci/p2pdma.c: calc_map_type_and_dist()",
            "P2pdmaCore.map"),
    ACS_REDIRECT(
            "acs-redirect",
            "A port on either side with Request Redirect, Completion Redirect or Egress Control makes it a way through the host bridge. The"
                    + " Egress Control Vector, Direct Translated P2P and the address type are not looked at.",
            "drivers/pci/p2pdma.c: pci_bridge_has_acs_redir()",
            "P2pdmaCore.redirecting"),
    NO_COMMON_BRIDGE(
            "no-common-bridge",
            "Below different root ports every way leads through the host bridge, whatever ACS says.",
            "drivers/pci/p2pdma.c: calc_map_type_and_dist()",
            "P2pdmaCore.map"),
    CPU(
            "cpu",
            "Ways through the host bridge are allowed on AMD CPUs of family 17h and later, without a look at the host bridge.",
            "drivers/pci/p2pdma.c: cpu_supports_p2pdma()",
            "P2pdmaCore.allows"),
    WHITELIST(
            "whitelist",
            "Else the host bridge must be in the kernel's list; of two host bridges, both.",
            "drivers/pci/p2pdma.c: host_bridge_whitelist()",
            "P2pdmaCore.allows"),
    SAME_HOST_BRIDGE(
            "same-host-bridge",
            "Some entries of the list hold only where both devices are below the same host bridge.",
            "drivers/pci/p2pdma.c: REQ_SAME_HOST_BRIDGE",
            "P2pdmaCore.allows"),
    NOT_SUPPORTED(
            "not-supported",
            "A way through a host bridge that is not allowed gives no mapping: -EREMOTEIO.",
            "drivers/pci/p2pdma.c: calc_map_type_and_dist(); kernel/dma/direct.c: dma_direct_map_sg()",
            "P2pdmaCore.map"),
    FALLBACK(
            "fallback",
            "An importer to which no peer mapping can be given gets the buffer in host memory.",
            "drivers/gpu/drm/amd/amdgpu/amdgpu_dma_buf.c: amdgpu_dma_buf_attach(); that every driver does so is our choice",
            "P2pdmaCore.map");

    private final RuleEntry entry;

    P2pdmaRule(String name, String text, String source, String enforcedBy) {
        this.entry = new RuleEntry("p2pdma." + name, text, source, enforcedBy);
    }

    @Override
    public RuleEntry entry() {
        return entry;
    }
}
