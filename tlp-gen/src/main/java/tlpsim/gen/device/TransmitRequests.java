package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.gen.hint.RequestTemplate;

/**
 * How the requests of one transmit ring look.
 *
 * @param layout     where its structures lie; buffers are those of a pool
 * @param flow       what its latencies count for
 * @param descriptor reads of descriptors
 * @param data       reads of packets
 * @param completion writes of completion entries
 * @param interrupt  MSI-X writes, never hinted
 */
public record TransmitRequests(
        QueueLayout layout,
        int flow,
        RequestTemplate descriptor,
        RequestTemplate data,
        RequestTemplate completion,
        RequestTemplate interrupt) {}
