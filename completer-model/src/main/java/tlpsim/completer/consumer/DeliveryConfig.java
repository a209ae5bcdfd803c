package tlpsim.completer.consumer;

import java.util.Arrays;

/**
 * Where the receive buffers of a workload come from, and how packets go on to an application: merged, and copied.
 *
 * @param pool            the pool, if there is one
 * @param mergedUnits     consecutive packets of a turn that are handed on together at most
 * @param perMergePs      time for each such batch
 * @param copyFirstByte   by core: address of the application's buffer; empty where nothing is copied
 * @param copyBytes       size of that buffer, which is used in turn
 * @param heldUnits       packets that wait for the copy at most: the last so many are in memory and not copied
 */
public record DeliveryConfig(
        BufferConfig pool, int mergedUnits, long perMergePs, long[] copyFirstByte, long copyBytes, int heldUnits) {
    private static final DeliveryConfig NONE = new DeliveryConfig(BufferConfig.RING, 1, 0, new long[0], 0, 0);

    /** No pool, each packet by itself, and no copy. */
    static DeliveryConfig[] none(int workloads) {
        DeliveryConfig[] configs = new DeliveryConfig[workloads];
        Arrays.fill(configs, NONE);
        return configs;
    }

    boolean copies() {
        return copyFirstByte.length > 0;
    }
}
