package tlpsim.scenarios.control;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStReport.Returned;
import tlpsim.scenarios.control.Transcript.Expected;
import tlpsim.scenarios.control.Transcript.Step;

/** Renders a transcript for people. */
public final class TranscriptPrinter {
    /** Lines about one machine. */
    private static final int MOST_OPEN = 8;

    private final PrintStream out;

    public TranscriptPrinter(PrintStream out) {
        this.out = out;
    }

    public void print(Transcript transcript) {
        out.println("kernel " + transcript.kernel());
        for (Transcript.Source source : transcript.machines()) {
            out.println("machine " + source.file() + ": " + source.functions() + " functions");
            source.open().stream().limit(MOST_OPEN).forEach(each -> out.println("    " + each));
            if (source.open().size() > MOST_OPEN) {
                out.println("    and " + (source.open().size() - MOST_OPEN) + " more that cannot be judged");
            }
        }
        for (String part : transcript.notLinux()) {
            out.println("NOT LINUX " + part);
        }
        for (Step step : transcript.steps()) {
            out.println();
            print(step);
        }
        out.println();
        out.println(transcript.steps().size() + " operations; expectations: " + transcript.met() + " met, "
                + transcript.failed() + " not met");
    }

    private void print(Step step) {
        OperationReport report = step.report();
        out.println(step.line() + ": " + step.text());
        out.println("    result    " + result(report));
        for (AppliedRule rule : report.rules()) {
            out.printf(
                    Locale.ROOT,
                    "    %-8s  %-31s %s%n",
                    rule.effect().name().toLowerCase(Locale.ROOT),
                    rule.rule().id(),
                    rule.detail());
        }
        for (Returned returned : step.returned()) {
            out.println("    returned  " + returned(returned));
        }
        printRegisters(step);
        String accesses = accesses(report.accesses());
        if (!accesses.isEmpty()) {
            out.println("    accesses  " + accesses);
        }
        for (Expected expected : step.expected()) {
            String verdict = expected.met() ? "met" : "NOT MET, found " + expected.miss();
            out.println("    " + expected.text() + ": " + verdict);
        }
    }

    private static String result(OperationReport report) {
        StringBuilder text = new StringBuilder(report.operation())
                .append(" -> ")
                .append(report.errno().returned());
        if (report.value() != 0) {
            text.append(", value 0x").append(Long.toHexString(report.value()));
        }
        if (!report.meaning().isEmpty()) {
            text.append(" (").append(report.meaning()).append(')');
        }
        return text.toString();
    }

    private static String returned(Returned returned) {
        String ph = returned.ph() == TphStReport.NOT_GIVEN ? "PH not given" : "PH " + returned.ph();
        String tag =
                returned.tag() == TphStReport.NOT_GIVEN ? "ST withheld" : "ST 0x" + Integer.toHexString(returned.tag());
        return returned.index() + ": " + ph + ", " + tag + (returned.written() ? ", written" : ", not written");
    }

    private void printRegisters(Step step) {
        Registers before = step.change().before();
        Registers after = step.change().after();
        for (Registers.ConfigChange change : step.change().config()) {
            out.printf(
                    Locale.ROOT,
                    "    config    %03xh 0x%08x -> 0x%08x%n",
                    change.offset(),
                    change.before(),
                    change.after());
        }
        if (!after.present()) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "    control   0x%08x -> 0x%08x  %s%n",
                before.control(),
                after.control(),
                before.control() == after.control() ? "(unchanged)" : "(" + step.device() + ")");
        for (int index = 0; index < after.tags().length; index++) {
            int former = before.tag(index);
            if (former != after.tags()[index]) {
                out.printf(Locale.ROOT, "    entry %-3d 0x%04x -> 0x%04x%n", index, former, after.tags()[index]);
            }
        }
    }

    private static String accesses(AccessCount count) {
        List<String> parts = new ArrayList<>();
        add(parts, count.configReads(), "configuration read");
        add(parts, count.configWrites(), "configuration write");
        add(parts, count.mmioWrites(), "memory-space write");
        add(parts, count.mmioReads(), "memory-space read");
        add(parts, count.dsmEvaluations(), "_DSM evaluation");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what + (count == 1 ? "" : "s"));
        }
    }
}
