package tlpsim.completer.steering;

import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.TagDecoder;
import tlpsim.core.firmware.TargetLayout;

/**
 * Turns the delivered hint of a device write into a placement ({@link PlacementLayout}) by look-up in flat tables,
 * and counts. Owned by the Memory process; one per root port.
 *
 * <p>A tag of 0 and a tag that firmware never gave out are placed as the same PH without a tag.
 */
public final class SteeringPolicy {
    /** For {@code consumerCore}: not known, every known tag counts as tagged. */
    public static final int ANY_CORE = -1;

    private static final int PH_REQUESTER = 0b01;
    private static final int PH_TARGET_PRIORITY = 0b11;
    private static final int PH_VALUES = 4;
    private static final int NO_PLACEMENT = -1;

    private final TagDecoder tags;
    private final int[] placementOf8;
    private final int[] placementOf16;
    private final int[] placementOfPh = new int[PH_VALUES];
    private final HostTopologyConfig topology;
    private final long[] counters = new long[SteeringCounterLayout.COUNT];

    public SteeringPolicy(SteeringConfig config, TagDecoder tags, HostTopologyConfig topology) {
        this.tags = tags;
        this.topology = topology;
        this.placementOf8 = new int[DsmFirmwareConfig.MAX_TAGS8 + 1];
        this.placementOf16 = new int[DsmFirmwareConfig.MAX_TAGS16 + 1];
        for (int st = 0; st < placementOf8.length; st++) {
            placementOf8[st] = placementOf(tags.targetOf8(st), config.tagPlacement());
        }
        for (int st = 0; st < placementOf16.length; st++) {
            placementOf16[st] = placementOf(tags.targetOf16(st), config.tagPlacement());
        }
        boolean obeysPh = !tags.phIgnore();
        placementOfPh[PH_REQUESTER] =
                obeysPh && config.bypassRequester() ? PlacementLayout.BYPASS : PlacementLayout.NONE;
        placementOfPh[PH_TARGET_PRIORITY] =
                obeysPh && config.retainPriority() ? PlacementLayout.RETAIN : PlacementLayout.NONE;
    }

    /** A cluster is served by its LLC; a socket too, where it has one LLC only, else it names no place. */
    private int placementOf(int target, TagPlacement tagPlacement) {
        if (target == TargetLayout.UNKNOWN || tagPlacement == TagPlacement.NONE) {
            return NO_PLACEMENT;
        }
        int index = TargetLayout.index(target);
        return switch (TargetLayout.kind(target)) {
            case TargetLayout.KIND_CORE -> placementOfCore(index, tagPlacement);
            case TargetLayout.KIND_CLUSTER -> PlacementLayout.llcOfDomain(index);
            default -> topology.domainsPerSocket() == 1 ? PlacementLayout.llcOfDomain(index) : NO_PLACEMENT;
        };
    }

    private int placementOfCore(int core, TagPlacement tagPlacement) {
        return switch (tagPlacement) {
            case L2 -> PlacementLayout.l2OfCore(core);
            case STASH -> PlacementLayout.stashToCore(core);
            default -> PlacementLayout.llcOfDomain(topology.domainOfCore(core));
        };
    }

    /** The placement for a request without a hint (TH=0), counted. */
    public int placeUnhinted() {
        counters[SteeringCounterLayout.UNHINTED]++;
        return PlacementLayout.NONE;
    }

    /**
     * The placement for a hint with an 8-bit tag, counted.
     *
     * @param ph           0 to 3
     * @param st           0 to 255; 0 = no steering preference
     * @param consumerCore who will read the data, or {@link #ANY_CORE}; it decides the counter only
     */
    public int place8(int ph, int st, int consumerCore) {
        int target = tags.targetOf8(st);
        if (target < 0) {
            return placeUntagged(ph, st);
        }
        count(target, consumerCore, tags.isAliased8(st));
        int placement = placementOf8[st];
        return placement == NO_PLACEMENT ? placementOfPh[ph] : placement;
    }

    /** As {@link #place8}, for a 16-bit tag. @param st 0 to 65,535; 0 = no steering preference */
    public int place16(int ph, int st, int consumerCore) {
        int target = tags.targetOf16(st);
        if (target < 0) {
            return placeUntagged(ph, st);
        }
        count(target, consumerCore, tags.isAliased16(st));
        int placement = placementOf16[st];
        return placement == NO_PLACEMENT ? placementOfPh[ph] : placement;
    }

    private int placeUntagged(int ph, int st) {
        counters[st == 0 ? SteeringCounterLayout.PH_ONLY : SteeringCounterLayout.UNKNOWN]++;
        return placementOfPh[ph];
    }

    private void count(int target, int consumerCore, boolean aliased) {
        int counter = SteeringCounterLayout.TAGGED;
        if (consumerCore != ANY_CORE && !names(target, consumerCore)) {
            counter = aliased ? SteeringCounterLayout.ALIASED : SteeringCounterLayout.STALE;
        }
        counters[counter]++;
    }

    private boolean names(int target, int core) {
        int index = TargetLayout.index(target);
        return switch (TargetLayout.kind(target)) {
            case TargetLayout.KIND_CORE -> index == core;
            case TargetLayout.KIND_CLUSTER -> index == topology.domainOfCore(core);
            default -> index == topology.socketOfDomain(topology.domainOfCore(core));
        };
    }

    /** One counter, see {@link SteeringCounterLayout}. */
    public long counter(int counter) {
        return counters[counter];
    }

    /** Copies all counters. @param into at least {@link SteeringCounterLayout#COUNT} long */
    public void snapshot(long[] into) {
        System.arraycopy(counters, 0, into, 0, SteeringCounterLayout.COUNT);
    }
}
