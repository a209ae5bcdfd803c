package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import tlpsim.scenarios.result.ExpectationResult;
import tlpsim.scenarios.result.ExpectationResult.Outcome;
import tlpsim.scenarios.result.FidelityError;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.ScenarioResult;

/** What became of the expectations, as text and as JSON. */
public final class ExpectationsPrinter {
    private static final int LABEL_WIDTH = 12;

    private ExpectationsPrinter() {}

    /** Nothing where nothing is expected. @param results that are judged */
    public static void print(PrintStream out, List<ExpectationResult> judged, List<ScenarioResult> results) {
        if (judged.isEmpty()) {
            return;
        }
        out.println("expected    " + count(judged, Outcome.MET) + " met, " + count(judged, Outcome.NOT_MET) + " not met"
                + (count(judged, Outcome.NOT_JUDGED) == 0
                        ? ""
                        : ", " + count(judged, Outcome.NOT_JUDGED) + " not judged"));
        double off = results.stream()
                .flatMap(result -> FidelityError.of(result).beyondTolerance().stream())
                .mapToDouble(FidelityError.Row::size)
                .max()
                .orElse(0);
        if (off > 0) {
            out.println("  of a sampled result that is off by up to " + Figures.fixed(off, 2) + " points");
        }
        for (ExpectationResult one : judged) {
            out.println("  " + RunPrinter.pad(one.outcome().label(), LABEL_WIDTH - 2) + one.sentence());
        }
    }

    /** By id, in the order of the scenario. */
    public static ObjectNode json(List<ExpectationResult> judged) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("met", count(judged, Outcome.MET));
        node.put("not_met", count(judged, Outcome.NOT_MET));
        node.put("not_judged", count(judged, Outcome.NOT_JUDGED));
        ArrayNode list = node.putArray("list");
        for (ExpectationResult one : judged) {
            list.addObject()
                    .put("id", one.id())
                    .put("statement", one.statement())
                    .put("outcome", one.outcome().name().toLowerCase(Locale.ROOT))
                    .put("found", one.found());
        }
        return node;
    }

    private static long count(List<ExpectationResult> judged, Outcome outcome) {
        return judged.stream().filter(one -> one.outcome() == outcome).count();
    }
}
