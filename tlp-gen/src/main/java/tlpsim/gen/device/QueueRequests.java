package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.gen.hint.RequestTemplate;

/**
 * How one queue's requests look.
 *
 * @param layout     where its structures lie
 * @param descriptor reads of descriptors
 * @param header     the write with the packet's first bytes
 * @param payload    the other writes of data
 * @param completion writes of completion entries
 * @param interrupt  MSI-X writes, never hinted
 */
public record QueueRequests(
        QueueLayout layout,
        RequestTemplate descriptor,
        RequestTemplate header,
        RequestTemplate payload,
        RequestTemplate completion,
        RequestTemplate interrupt) {}
