package tlpsim.gen.device;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.gen.hint.RequestTemplate;

/**
 * Writes the data of packets, cut by MPS and pages, and where a stashed range begins and ends. The write with the packet's first bytes, or those of the split-off
 * bytes, are the HEADER access, all others PAYLOAD. Allocates nothing.
 */
final class PacketWriteStage {
    private final TlpEmitter emitter;
    private final int headerSplitBytes;
    private final StashRange stash;

    PacketWriteStage(TlpEmitter emitter, NicConfig config) {
        this.emitter = emitter;
        this.headerSplitBytes = config.headerSplitBytes();
        this.stash = config.stash();
    }

    /** Writes a packet of {@code bytes} into the buffer at {@code address} and the split-off header of {@code unit}; the emitter knows the unit already. */
    void write(long timePs, QueueRequests form, long unit, long address, int bytes) {
        QueueLayout layout = form.layout();
        int split = Math.min(headerSplitBytes, bytes);
        if (split > 0) {
            split(timePs, form.header(), layout.headerAddress(unit), split, split == bytes);
        }
        if (split < bytes) {
            buffer(timePs, form, address, bytes - split, split > 0);
        }
    }

    private void split(long timePs, RequestTemplate template, long start, int bytes, boolean last) {
        long address = start;
        int left = bytes;
        while (left > 0) {
            int piece = emitter.writePiece(address, left);
            emitter.write(timePs, template, AccessKind.HEADER, address, piece, flags(last && piece == left));
            address += piece;
            left -= piece;
        }
    }

    /** @param begun the packet's first bytes are written elsewhere */
    private void buffer(long timePs, QueueRequests form, long start, int bytes, boolean begun) {
        long stashFrom = stash.from(start);
        long stashTo = stash.to(start);
        boolean header = !begun;
        long address = start;
        int left = bytes;
        while (left > 0) {
            boolean stashed = address >= stashFrom && address < stashTo;
            long cut = address < stashFrom ? stashFrom : stashed ? stashTo : Long.MAX_VALUE;
            int piece = (int) Math.min(emitter.writePiece(address, left), cut - address);
            RequestTemplate template = stashed ? form.stashed() : header ? form.header() : form.payload();
            AccessKind kind = header ? AccessKind.HEADER : AccessKind.PAYLOAD;
            emitter.write(timePs, template, kind, address, piece, flags(piece == left));
            header = false;
            address += piece;
            left -= piece;
        }
    }

    private static int flags(boolean last) {
        return last ? TlpRecordLayout.FLAG_LAST : 0;
    }
}
