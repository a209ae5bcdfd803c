package tlpsim.scenarios.wiring;

import java.util.Optional;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;

/**
 * How the simulation is executed. Nothing here changes its result.
 *
 * @param threading     how agents are spread over threads
 * @param ringSlots     slots of the forward ring, a power of two
 * @param batchRecords  TLP records per slot
 * @param feedbackSlots slots of the feedback ring, a power of two
 * @param gate          passed at every ring and promise access
 * @param tap           sees the TLPs of the measured window, as configured, first replicate
 */
public record EngineConfig(
        Threading threading, int ringSlots, int batchRecords, int feedbackSlots, Gate gate, Optional<WindowTap> tap) {
    public EngineConfig(Threading threading, int ringSlots, int batchRecords, int feedbackSlots, Gate gate) {
        this(threading, ringSlots, batchRecords, feedbackSlots, gate, Optional.empty());
    }

    /** Small enough for a second-level cache, large enough to amortise the hand-off. */
    public static EngineConfig of(Threading threading) {
        return new EngineConfig(threading, 16, 32, 64, Gate.OPEN);
    }

    public EngineConfig withTap(WindowTap newTap) {
        return new EngineConfig(threading, ringSlots, batchRecords, feedbackSlots, gate, Optional.of(newTap));
    }
}
