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
 * @param stashed    in place of both, the lines of the stashed range; null where there is none
 * @param completion writes of completion entries
 * @param interrupt  MSI-X writes, never hinted
 * @param flush      zero-length reads that a NIC sends behind its data, never hinted, or null where an entry follows its data at once
 */
public record QueueRequests(
        QueueLayout layout,
        RequestTemplate descriptor,
        RequestTemplate header,
        RequestTemplate payload,
        RequestTemplate stashed,
        RequestTemplate completion,
        RequestTemplate interrupt,
        RequestTemplate flush) {
    public QueueRequests {
        if (flush != null && !flush.isRead()) {
            throw new IllegalArgumentException("a flush is a read");
        }
    }

    /** Without a stashed range and flushes. */
    public QueueRequests(
            QueueLayout layout,
            RequestTemplate descriptor,
            RequestTemplate header,
            RequestTemplate payload,
            RequestTemplate completion,
            RequestTemplate interrupt) {
        this(layout, descriptor, header, payload, null, completion, interrupt, null);
    }

    /** True if a completion entry waits until a read behind its data has come back. */
    boolean flushes() {
        return flush != null;
    }
}
