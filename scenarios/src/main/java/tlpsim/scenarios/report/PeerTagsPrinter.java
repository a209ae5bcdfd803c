package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import tlpsim.core.vfio.PeerTagUse.Fate;
import tlpsim.scenarios.config.StSemantics;
import tlpsim.scenarios.result.PeerTagCounts;
import tlpsim.scenarios.result.ScenarioResult;

/** What became of tags at peers, as text and as JSON; apart from misses. */
final class PeerTagsPrinter {
    private static final int NAME_WIDTH = 26;

    private PeerTagsPrinter() {}

    static void print(PrintStream out, ScenarioResult result) {
        if (!PeerTagCounts.areTelling(result.scenario())) {
            return;
        }
        out.println("tags at peers (as configured, all replicates; writes of the window)");
        for (PeerTagCounts row : PeerTagCounts.of(result)) {
            boolean operation = row.semantics() == StSemantics.OPERATION;
            out.println("  " + RunPrinter.pad(row.peer(), NAME_WIDTH) + row.all() + " with a tag: " + row.right()
                    + (operation ? " right operations, " : " in place, ") + row.wrong()
                    + (operation ? " wrong operations" : " misplaced")
                    + (row.wrong() == 0 ? "" : " (" + row.causes() + ")"));
        }
    }

    static ArrayNode json(ScenarioResult result) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (PeerTagCounts row : PeerTagCounts.of(result)) {
            ObjectNode node = rows.addObject();
            boolean operation = row.semantics() == StSemantics.OPERATION;
            node.put("peer", row.peer());
            node.put("st_semantics", operation ? "operation" : "placement");
            node.put("tagged_writes", row.all());
            node.put("right", row.right());
            node.put(operation ? "wrong_operations" : "misplaced", row.wrong());
            ObjectNode causes = node.putObject("by_cause");
            for (Fate fate : Fate.values()) {
                if (fate != Fate.INTACT) {
                    causes.put(PeerTagCounts.label(fate), row.writes().get(fate));
                }
            }
        }
        return rows;
    }
}
