package tlpsim.scenarios.wiring;

import java.util.Locale;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;

/** Control-plane events applied to the registers of one column. */
final class ColumnActions implements ControlPlane.Actions {
    private final ScenarioConfig scenario;
    private final Column column;
    private final DeviceWiring wiring;
    private final RequesterFunction[] functions;

    ColumnActions(ScenarioConfig scenario, Column column, DeviceWiring wiring, RequesterFunction[] functions) {
        this.scenario = scenario;
        this.column = column;
        this.wiring = wiring;
        this.functions = functions;
    }

    @Override
    public void writeSt(ControlEventConfig event) {
        if (column != Column.CONFIGURED) {
            return;
        }
        for (int workload = 0; workload < functions.length; workload++) {
            if (scenario.workloads().get(workload).device().equals(event.device())) {
                RequesterFunction function = functions[workload];
                int tag = event.tag().isPresent()
                        ? event.tag().getAsInt()
                        : wiring.tagOfCore(event.core().orElseThrow(), function.isExtended());
                function.writeTag(event.index().orElseThrow(), tag);
            }
        }
    }

    @Override
    public void writeEnable(ControlEventConfig event, TphEnable enable) {
        if (column != Column.CONFIGURED) {
            return;
        }
        for (int workload = 0; workload < functions.length; workload++) {
            if (scenario.workloads().get(workload).device().equals(event.device())) {
                functions[workload].writeEnable(enable);
            }
        }
    }

    @Override
    public void moved(ControlEventConfig event) {
        boolean follows = column == Column.PERFECT_TAGS || column == Column.CONFIGURED && event.updateTag();
        if (follows) {
            wiring.writeTags(
                    functions[workload(event)],
                    event.queue().orElseThrow(),
                    event.core().orElseThrow());
        }
    }

    /** Index of the workload that an event names. */
    int workload(ControlEventConfig event) {
        for (int index = 0; index < scenario.workloads().size(); index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            if (workload.id().equals(event.workload())) {
                return index;
            }
        }
        throw new IllegalStateException(
                String.format(Locale.ROOT, "no workload '%s' for the event at %d ps", event.workload(), event.atPs()));
    }
}
