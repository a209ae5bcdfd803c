package tlpsim.scenarios.config;

/** What Linux thinks of peer-to-peer requests through the host bridge (drivers/pci/p2pdma.c). */
public enum P2pdmaSupport {
    /** The CPU itself is known to route them: AMD Zen and later. */
    CPU,
    /** The host bridge is in the kernel's list. */
    WHITELISTED,
    /** The host bridge is in the list for requests that stay below it. */
    SAME_HOST_BRIDGE,
    /** Neither. */
    NOT_WHITELISTED,
    /** Nobody asks: a driver outside the kernel maps peers by itself. */
    UNCHECKED
}
