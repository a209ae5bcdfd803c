package tlpsim.gen.device;

import java.util.BitSet;
import tlpsim.core.tlp.CompletionFields;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.gen.capture.TlpTrace;

/**
 * Tells the host's requests from the devices', since a capture may hold both directions of a link and its form need not
 * say which is which.
 *
 * <p>The host is who answers reads. Where a device answers reads too, of its registers, both ends appear as completers
 * and as requesters; then only functions of bus 0, where the Root Complex is, count as the host. Without completions in
 * the capture every request is a device's.
 */
final class ReplayDirection {
    private static final int IDS = 1 << 16;
    private static final int BUS_SHIFT = 8;

    private final BitSet completers = new BitSet(IDS);
    private final BitSet served = new BitSet(IDS);

    ReplayDirection(TlpTrace trace) {
        TlpFlyweight tlp = new TlpFlyweight();
        for (int i = 0; i < trace.size(); i++) {
            int fault = tlp.wrap(trace.buffer(), trace.offset(i), trace.capturedBytes(i), false);
            if (fault == 0 && tlp.kind().isCompletion()) {
                add(CompletionFields.completerId(tlp), tlp.requesterId());
            }
        }
    }

    /** Where both have the same number, nobody has filled the numbers in. */
    private void add(int completerId, int requesterId) {
        if (completerId != requesterId) {
            completers.set(completerId);
            served.set(requesterId);
        }
    }

    boolean isHost(int requesterId) {
        return completers.get(requesterId) && (!served.get(requesterId) || requesterId >>> BUS_SHIFT == 0);
    }
}
