package tlpsim.completer.host;

import tlpsim.completer.consumer.CoreTimingConfig;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.core.pipeline.MessageRing;

/**
 * What a host is made of.
 *
 * @param dram     the channels behind {@code memory}
 * @param steering by root port
 * @param bypassOfFlow whether writes of a flow that carry no usable tag go to memory, whatever the port and the policy say
 * @param ideal    the ideal bound: device-written data is always in its reader's L2, and I/O touches no cache and no DRAM
 */
public record HostParts(
        HostMemory memory,
        DramModel dram,
        SteeringPolicy[] steering,
        QueueTable queues,
        MessageRing feedback,
        AddressMap addresses,
        HostTimingConfig timing,
        CoreTimingConfig coreTiming,
        boolean[] bypassOfFlow,
        boolean ideal) {}
