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

    /** Seeds below draw the stresses before {@link #SENDING}, so that these keep their scenarios when others are added. */
    static final long LATER_SEEDS = 1_000_000;
    /** Not 2: all seeds of a stress would have one parity. */
    static final int LATER_STEP = 3;

    static Stress of(long seed) {
        if (seed < LATER_SEEDS) {
            return values()[Math.floorMod(seed, SENDING.ordinal())];
        }
        return Math.floorMod(seed - LATER_SEEDS, LATER_STEP) == 0 ? SENDING : FORWARDING;
    }

    /** The seeds that draw it, by index. */
    long seed(long index) {
        return sends()
                ? LATER_SEEDS + index * LATER_STEP + ordinal() - SENDING.ordinal()
                : index * SENDING.ordinal() + ordinal();
    }

    /** The index of a seed that draws it. */
    long index(long seed) {
        return sends() ? (seed - LATER_SEEDS) / LATER_STEP : seed / SENDING.ordinal();
    }
}
