package tlpsim.scenarios.report;

import java.io.PrintStream;
import java.util.List;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.AppliedRule;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.ControlOutcome;
import tlpsim.scenarios.wiring.ControlRecord;
import tlpsim.scenarios.wiring.FlowGrant;

/** Prints what the control plane granted to each flow, and what came of software's calls in mid-run. */
final class ControlPrinter {
    private static final int NAME_WIDTH = 26;
    private static final double PS_PER_US = 1e6;

    private final PrintStream out;
    private final ControlRecord control;

    ControlPrinter(PrintStream out, ScenarioResult result) {
        this.out = out;
        this.control = result.columns().get(Column.CONFIGURED).get(0).control();
    }

    /** Nothing where everybody got what he asked for. */
    void print() {
        if (!control.isTelling()) {
            return;
        }
        control.notLinux().forEach(what -> out.println("not Linux: " + what));
        out.println("granted (as configured; at the start)");
        for (FlowGrant grant : control.grants()) {
            out.println("  " + RunPrinter.pad(grant.name() + " to " + grant.target(), NAME_WIDTH) + grant.sentence());
            grant.way().ifPresent(way -> out.println("  " + RunPrinter.pad("", NAME_WIDTH) + way.sentence()));
        }
        if (!control.outcomes().isEmpty()) {
            calls();
        }
    }

    private void calls() {
        int calls = 0;
        int contexts = 0;
        int refused = 0;
        int reads = 0;
        int writes = 0;
        int table = 0;
        long withoutTphPs = 0;
        for (ControlOutcome outcome : control.outcomes()) {
            AccessCount accesses = outcome.report().accesses();
            calls += outcome.isCall() ? 1 : 0;
            contexts += outcome.isQueueContext() ? 1 : 0;
            refused += outcome.report().ok() ? 0 : 1;
            reads += accesses.configReads();
            writes += accesses.configWrites();
            table += accesses.mmioReads() + accesses.mmioWrites();
            withoutTphPs += outcome.withoutTphPs();
        }
        out.println("control plane (as configured; from the start of the window)");
        out.println("  " + calls + " calls, " + refused + " refused" + contexts(contexts) + "; " + reads
                + " configuration reads, " + writes + " writes, " + table + " accesses to MSI-X tables; "
                + us(withoutTphPs) + " without TPH while entries were written" + stale());
        for (ControlOutcome outcome : control.outcomes()) {
            if (outcome.isOfDmaBuf() && !outcome.report().meaning().isEmpty()) {
                out.println("  " + us(outcome.startPs()) + "  " + outcome.device() + ", " + outcome.cause() + ": "
                        + outcome.report().meaning());
            }
            if (!outcome.report().ok()) {
                out.println("  " + us(outcome.startPs()) + "  " + outcome.device() + ", " + outcome.cause() + ": "
                        + outcome.report().operation() + " returned "
                        + outcome.report().errno().returned() + ", "
                        + refusal(outcome.report().rules()));
            }
        }
    }

    private static String contexts(int contexts) {
        String what = contexts == 1 ? " queue context" : " queue contexts";
        return contexts == 0 ? "" : ", " + contexts + what + " rewritten";
    }

    private String stale() {
        return control.stalePs().isEmpty()
                ? ""
                : "; " + us(control.stalePs().getAsLong()) + " with the tags of another core, summed over queues";
    }

    private static String us(long ps) {
        return Figures.fixed(ps / PS_PER_US, 1) + " us";
    }

    private static String refusal(List<AppliedRule> rules) {
        String text = "";
        for (AppliedRule applied : rules) {
            if (applied.effect() == AppliedRule.Effect.REFUSED) {
                text = applied.detail() + " (" + applied.rule().id() + ")";
            }
        }
        return text;
    }
}
