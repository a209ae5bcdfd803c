package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.TphEnable;

/**
 * Software's writes to device registers in mid-run, as events of the Source in key order: the TLPs that a device forms after the event carry what was
 * written. Takes no TLPs of its own. Perfect tags follow every move at once and obey no other event.
 */
final class ControlPlane implements DeviceModel {
    private final int device;
    private final List<ControlEventConfig> events;
    private final Actions actions;
    private final long[] counters = new long[DeviceCounter.COUNT];
    private final long[] noQueues = new long[0];
    private SourceAgenda agenda;
    private long digest = DigestChain.start();

    /** What an event does to the registers of a column. */
    interface Actions {
        void writeSt(ControlEventConfig event);

        void writeEnable(ControlEventConfig event, TphEnable enable);

        void moved(ControlEventConfig event);
    }

    ControlPlane(int device, List<ControlEventConfig> events, Actions actions) {
        this.device = device;
        this.events = events;
        this.actions = actions;
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
    }

    /** Puts the scenario's events on the agenda. Between segments only. */
    void begin(long windowStartPs) {
        for (int event = 0; event < events.size(); event++) {
            agenda.schedule(windowStartPs + events.get(event).atPs(), device, 0, event);
        }
    }

    /** Registers change at their own times, whatever comes back from the host. */
    @Override
    public boolean isSafe(long timePs, long event) {
        return true;
    }

    @Override
    public void onEvent(long timePs, long event) {
        ControlEventConfig config = events.get((int) event);
        digest = DigestChain.mix(DigestChain.mix(digest, timePs), event);
        switch (config.op()) {
            case WRITE_ST -> actions.writeSt(config);
            case ENABLE -> actions.writeEnable(config, config.enable());
            case DISABLE -> actions.writeEnable(config, TphEnable.OFF);
            case SET_AFFINITY -> actions.moved(config);
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
