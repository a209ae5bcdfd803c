package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.scenarios.config.ControlEventConfig;

/**
 * Software's writes to device registers in mid-run, as events of the Source in key order: the TLPs that a device forms after the event carry what was
 * written. Takes no TLPs of its own. An event of the scenario is one event here, and each step of what it makes software do another: an entry is written in
 * three, clear Requester Enable, write, restore. Perfect tags follow every move at once and obey no other event.
 */
final class ControlPlane implements DeviceModel {
    private final int device;
    private final List<ControlEventConfig> events;
    private final List<ControlTimeline.Entry> steps;
    private final Actions actions;
    private final long[] counters = new long[DeviceCounter.COUNT];
    private final long[] noQueues = new long[0];
    private SourceAgenda agenda;
    private long digest = DigestChain.start();
    private long windowStartPs;

    /** What an event does to the registers of a column. */
    interface Actions {
        /** An event of the scenario begins. */
        void begin(ControlEventConfig event);

        /** A step reaches its device. */
        void apply(ControlTimeline.Entry step, long windowStartPs);
    }

    ControlPlane(int device, List<ControlEventConfig> events, List<ControlTimeline.Entry> steps, Actions actions) {
        this.device = device;
        this.events = events;
        this.steps = steps;
        this.actions = actions;
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
    }

    /** Puts the scenario's events on the agenda. Between segments only. */
    void begin(long startPs) {
        windowStartPs = startPs;
        for (int event = 0; event < events.size(); event++) {
            agenda.schedule(windowStartPs + events.get(event).atPs(), device, 0, event);
        }
        for (int step = 0; step < steps.size(); step++) {
            agenda.schedule(windowStartPs + steps.get(step).step().atPs(), device, 0, events.size() + step);
        }
    }

    /** Registers change at their own times, whatever comes back from the host. */
    @Override
    public boolean isSafe(long timePs, long event) {
        return true;
    }

    @Override
    public void onEvent(long timePs, long event) {
        digest = DigestChain.mix(DigestChain.mix(digest, timePs), event);
        if (event < events.size()) {
            actions.begin(events.get((int) event));
        } else {
            actions.apply(steps.get((int) event - events.size()), windowStartPs);
        }
    }

    @Override
    public void onDoorbell(long timePs, int queue, long posted) {
        throw new IllegalStateException("the control plane has no queues: queue=" + queue);
    }

    @Override
    public void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        throw new IllegalStateException("the control plane reads nothing: queue=" + queue);
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        throw new IllegalStateException("the control plane sends nothing");
    }

    @Override
    public boolean isReactive() {
        return false;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public long[] counters() {
        return counters;
    }

    @Override
    public long[] acceptedPerQueue() {
        return noQueues;
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  control plane: ").append(events.size()).append(" events\n");
    }
}
