package tlpsim.scenarios.wiring;

import tlpsim.core.fabric.DeviceModel;
import tlpsim.gen.device.QueueRestart;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.ScenarioConfig;

/** Control-plane events applied to the registers of one column. */
final class ColumnActions implements ControlPlane.Actions {
    private final ScenarioConfig scenario;
    private final Column column;
    private final DeviceWiring wiring;
    private final RequesterFunction[] functions;
    private final DeviceModel[] devices;

    /** @param devices by workload */
    ColumnActions(
            ScenarioConfig scenario,
            Column column,
            DeviceWiring wiring,
            RequesterFunction[] functions,
            DeviceModel[] devices) {
        this.scenario = scenario;
        this.column = column;
        this.wiring = wiring;
        this.functions = functions;
        this.devices = devices;
    }

    @Override
    public void begin(ControlEventConfig event) {
        if (column == Column.PERFECT_TAGS) {
            for (QueueMoves.Move move : QueueMoves.of(scenario, event)) {
                wiring.writeTags(functions[move.workload()], move.queue(), move.core());
            }
        }
    }

    @Override
    public void apply(ControlTimeline.Entry entry, long windowStartPs) {
        ControlStep step = entry.step();
        switch (step.kind()) {
            case RESTART ->
                ((QueueRestart) devices[entry.function()]).restart(step.index(), windowStartPs + step.value());
            case PEER_HINT -> functions[entry.function()].peerHints().apply(step.index(), step.value());
            default -> functions[entry.function()].registers().apply(step);
        }
    }
}
