package tlpsim.scenarios.wiring;

/** What a drawn scenario strains. */
enum Stress {
    /** Consumers far slower than the traffic: rings run full, packets find no descriptor. */
    SLOW_CONSUMERS,
    /** A link or a host far slower than the traffic: the device's buffer runs full. */
    SMALL_DEVICE_BUFFER,
    /** One to four posted header credits, or barely one payload's worth of data credits. */
    FEW_CREDITS,
    /** Several devices share one root port. */
    SHARED_PORT,
    /** Several root ports, whose arrivals are merged. */
    SEVERAL_PORTS,
    /** Steering tags rewritten, hints switched off and on, queues moved to other cores in mid-run. */
    CONTROL_PLANE,
    /** Interrupts with moderation, coalesced completion entries, header split. */
    INTERRUPTS,
    /** Anything at once. */
    ANYTHING,
    /** NVMe devices that read and write, some beside a NIC on one port. */
    STORAGE,
    /** NICs that send what cores write, some beside one that only receives; small rings, few tags, little room. */
    SENDING,
    /** NICs that send what they have received, some beside one that sends what cores write. */
    FORWARDING;

    boolean sends() {
        return this == SENDING || this == FORWARDING;
    }

    static Stress of(long seed) {
        return values()[Math.floorMod(seed, values().length)];
    }
}
