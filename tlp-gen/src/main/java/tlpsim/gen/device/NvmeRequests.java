package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.gen.device.NvmeModelConfig.CommandForm;
import tlpsim.gen.hint.RequestTemplate;

/**
 * How the requests of one NVMe queue pair look.
 *
 * <p>The layout's descriptors are the submission queue. Its ring has a power of two of entries, at least the queue's
 * depth; its buffers are aligned to the smaller of block and page, and hold one command each.
 *
 * @param queue    requests that other devices make too; an NVMe device makes no HEADER access
 * @param dataRead reads of the data of write commands
 */
public record NvmeRequests(QueueRequests queue, RequestTemplate dataRead) {

    void requireRoomFor(CommandForm commands) {
        QueueLayout layout = queue.layout();
        int alignment = Math.min(commands.blockBytes(), PageOrderWalk.PAGE_BYTES);
        boolean aligned = ((layout.bufferAddress(0) | layout.bufferStrideBytes()) & alignment - 1) == 0;
        boolean holds = layout.entries() >= commands.depth() && layout.bufferStrideBytes() >= commands.commandBytes();
        if (!aligned || !holds) {
            throw new IllegalArgumentException(
                    "a ring holds the queue's depth, a buffer a command, aligned to block or page: " + commands + ", "
                            + layout);
        }
    }
}
