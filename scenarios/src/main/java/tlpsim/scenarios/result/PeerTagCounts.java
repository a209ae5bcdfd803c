package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.core.vfio.PeerTagUse.Fate;
import tlpsim.scenarios.config.ControlOp;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.StSemantics;
import tlpsim.scenarios.config.WrongOperationPolicy;
import tlpsim.scenarios.wiring.Column;

/**
 * What became of the tags of the writes to one peer in the window, as configured, over all replicates (rule 27 of the control plane).
 *
 * @param writes by fate; together all writes that came with a tag or should have
 */
public record PeerTagCounts(String peer, StSemantics semantics, WrongOperationPolicy policy, Map<Fate, Long> writes) {

    /** In the order of the scenario's endpoints; every peer. */
    public static List<PeerTagCounts> of(ScenarioResult result) {
        List<PeerTagCounts> rows = new ArrayList<>();
        for (EndpointConfig endpoint : result.scenario().fabric().endpoints()) {
            if (endpoint.kind() == EndpointKind.PEER) {
                rows.add(of(result, endpoint, rows.size()));
            }
        }
        return rows;
    }

    private static PeerTagCounts of(ScenarioResult result, EndpointConfig endpoint, int peer) {
        Map<Fate, Long> writes = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            long sum = 0;
            for (WindowResult window : result.columns().get(Column.CONFIGURED)) {
                sum += window.counts().peers()[peer][PeerCounter.FATES + fate.ordinal()];
            }
            writes.put(fate, sum);
        }
        return new PeerTagCounts(
                endpoint.id(), endpoint.peer().stSemantics(), endpoint.peer().onWrongOperation(), writes);
    }

    /** Whether reports say more of tags at peers than the flows do: where tags name operations, or are taken back. */
    public static boolean areTelling(ScenarioConfig scenario) {
        boolean operations = scenario.fabric().endpoints().stream()
                .anyMatch(endpoint ->
                        endpoint.kind() == EndpointKind.PEER && endpoint.peer().stSemantics() == StSemantics.OPERATION);
        return operations || scenario.tph().events().stream().anyMatch(event -> event.op() == ControlOp.REVOKE_DMA_BUF);
    }

    /** One sentence for each peer at which wrong operations make the run fail; empty where all is well. */
    public static List<String> failures(ScenarioResult result) {
        return of(result).stream()
                .filter(row -> row.policy() == WrongOperationPolicy.FAIL && row.hasWrongOperations())
                .map(PeerTagCounts::sentence)
                .toList();
    }

    /** One sentence for each peer with wrong operations, also where they are only reported; empty where all is well. */
    public static List<String> wrongOperations(ScenarioResult result) {
        return of(result).stream()
                .filter(PeerTagCounts::hasWrongOperations)
                .map(PeerTagCounts::sentence)
                .toList();
    }

    private boolean hasWrongOperations() {
        return semantics == StSemantics.OPERATION && wrong() > 0;
    }

    private String sentence() {
        return wrong() + " wrong operations at " + peer + " (" + causes()
                + "): the data is there, but not what its writers asked for (rule 27)";
    }

    public long right() {
        return writes.get(Fate.INTACT);
    }

    /** Wrong operations, or misplaced lines. */
    public long wrong() {
        return all() - right();
    }

    /** Writes that came with a tag or should have. */
    public long all() {
        return writes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What became of those that are wrong: {@code 3 stale, 1 stripped}. */
    public String causes() {
        List<String> parts = new ArrayList<>();
        writes.forEach((fate, count) -> {
            if (fate != Fate.INTACT && count > 0) {
                parts.add(count + " " + label(fate).replace('_', ' '));
            }
        });
        return String.join(", ", parts);
    }

    /** As in results: {@code wrong_namespace}. */
    public static String label(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
