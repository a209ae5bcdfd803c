package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tlpsim.scenarios.config.TagPlacement;
import tlpsim.scenarios.wiring.Column;

/**
 * One sentence: whether to enable the hints as configured, why, and on what that rests.
 *
 * <p>A difference counts if its 95 % interval over paired replicates excludes 0 and it is at least one percent of the value without hints (drops: one in a
 * million of the packets).
 *
 * @param answer   enable, do not enable, or undecided
 * @param sentence the whole sentence
 * @param basis    what the answer rests on
 */
public record Verdict(Answer answer, String sentence, String basis) {
    private static final String NOT_STEADY = "Undecided: the result is not steady.";
    private static final double PRACTICAL_SHARE = 0.01;
    private static final double PRACTICAL_DROP_PERCENT = 0.0001;
    private static final List<Metric> DECISIVE =
            List.of(Metric.DROPPED_PERCENT, Metric.END_P99_NS, Metric.CYCLES_PER_PACKET, Metric.DRAM_BYTES_PER_PACKET);

    /** The three answers. */
    public enum Answer {
        ENABLE("enable"),
        DO_NOT_ENABLE("do not enable"),
        UNDECIDED("undecided");

        private final String label;

        Answer(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static Verdict of(ScenarioResult result) {
        String basis = basis(result);
        if (!result.isSteady()) {
            return new Verdict(Answer.UNDECIDED, NOT_STEADY, basis);
        }
        Optional<String> lost = lost(result);
        if (lost.isPresent()) {
            return new Verdict(Answer.DO_NOT_ENABLE, "Do not enable: " + lost.get() + ".", basis);
        }
        List<String> wrong = PeerTagCounts.wrongOperations(result);
        if (!wrong.isEmpty()) {
            return new Verdict(Answer.DO_NOT_ENABLE, "Do not enable: " + String.join("; ", wrong) + ".", basis);
        }
        List<String> gains = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        compare(result, Column.CONFIGURED, gains, losses);
        Answer answer;
        String why;
        if (isUnchanged(result)) {
            answer = Answer.DO_NOT_ENABLE;
            why = "not one event differs between hints off and as configured" + perfect(result);
        } else if (gains.isEmpty() && losses.isEmpty()) {
            answer = Answer.DO_NOT_ENABLE;
            why =
                    "the hints as configured change nothing that counts (drops, p99 latency, cycles and DRAM bytes per packet all within 1 %)"
                            + perfect(result);
        } else if (losses.isEmpty()) {
            answer = Answer.ENABLE;
            why = "the hints as configured give " + String.join(", ", gains);
        } else if (gains.isEmpty()) {
            answer = Answer.DO_NOT_ENABLE;
            why = "the hints as configured cost " + String.join(", ", losses);
        } else {
            answer = Answer.UNDECIDED;
            why = "the hints as configured give " + String.join(", ", gains) + ", but cost "
                    + String.join(", ", losses);
        }
        String label = answer.label();
        return new Verdict(
                answer, Character.toUpperCase(label.charAt(0)) + label.substring(1) + ": " + why + ".", basis);
    }

    /** The same answer, and whether it holds at the other ends of what is assumed. */
    public Verdict with(Extremes extremes) {
        if (extremes.others().isEmpty()) {
            return this;
        }
        if (sentence.equals(NOT_STEADY)) {
            return this;
        }
        List<String> unsteady = extremes.others().stream()
                .filter(extreme -> !extreme.result().isSteady())
                .map(Extremes.Extreme::label)
                .toList();
        String how;
        if (!unsteady.isEmpty()) {
            how = " Whether it holds where " + String.join(" and where ", unsteady)
                    + " is open: that result is not steady.";
        } else if (extremes.holds(answer)) {
            how = " It holds "
                    + String.join(
                            " and ",
                            extremes.others().stream()
                                    .map(extreme -> "where " + extreme.label())
                                    .toList())
                    + " too.";
        } else {
            how = " It hangs on an assumption: as configured, " + extremes.configured()
                    + extremes.others().stream()
                            .map(extreme -> "; where " + extreme.label() + ": "
                                    + extreme.answer().label())
                            .collect(Collectors.joining())
                    + ".";
        }
        return new Verdict(answer, sentence + how, basis);
    }

    /** What the path does not let through, so that no other figure counts; empty where it lets all through. */
    private static Optional<String> lost(ScenarioResult result) {
        Metric metric = Metric.REJECTED_TLPS;
        double rejected = result.estimate(Column.CONFIGURED, metric).mean();
        double stopped =
                result.estimate(Column.CONFIGURED, Metric.QUEUES_STOPPED).mean();
        if (rejected > 0) {
            return Optional.of("the path rejects " + Figures.fixed(rejected, 0) + " TLPs of the window"
                    + alsoWithoutHints(result, metric) + ", and the data in them is lost"
                    + (stopped > 0 ? "; " + stopped(result, stopped) : "")
                    + "; no other figure of that column counts");
        }
        return stopped > 0
                ? Optional.of(stopped(result, stopped) + "; no other figure of that column counts")
                : Optional.empty();
    }

    /** As a mean over replicates: of a queue that stops in some of them, not 0. */
    private static String stopped(ScenarioResult result, double queues) {
        boolean whole = queues == StrictMath.rint(queues);
        return Figures.fixed(queues, whole ? 0 : 1) + (queues == 1 ? " queue has" : " queues have") + " stopped"
                + alsoWithoutHints(result, Metric.QUEUES_STOPPED)
                + ", because the path refused a read of descriptors or commands";
    }

    private static String alsoWithoutHints(ScenarioResult result, Metric metric) {
        return result.estimate(Column.HINTS_OFF, metric).mean() > 0 ? ", also without hints" : "";
    }

    private static boolean isUnchanged(ScenarioResult result) {
        List<WindowResult> off = result.columns().get(Column.HINTS_OFF);
        List<WindowResult> configured = result.columns().get(Column.CONFIGURED);
        for (int replicate = 0; replicate < configured.size(); replicate++) {
            if (off.get(replicate).digest() != configured.get(replicate).digest()) {
                return false;
            }
        }
        return true;
    }

    private static void compare(ScenarioResult result, Column column, List<String> gains, List<String> losses) {
        for (Metric metric : DECISIVE) {
            Estimate difference = result.difference(Column.HINTS_OFF, column, metric);
            double off = result.estimate(Column.HINTS_OFF, metric).mean();
            double threshold = metric == Metric.DROPPED_PERCENT ? PRACTICAL_DROP_PERCENT : PRACTICAL_SHARE * off;
            boolean certain = difference.count() == 1 || difference.isDifferent();
            boolean counts = StrictMath.abs(difference.mean()) >= threshold && difference.mean() != 0;
            if (!certain || !counts) {
                continue;
            }
            (difference.mean() < 0 ? gains : losses).add(describe(metric, off, difference.mean()));
        }
    }

    private static String describe(Metric metric, double off, double difference) {
        if (metric == Metric.DROPPED_PERCENT) {
            return Figures.fixed(StrictMath.abs(difference), 4)
                    + (difference < 0 ? " points fewer drops" : " points more drops");
        }
        String direction = difference < 0 ? "less" : "more";
        String what = switch (metric) {
            case END_P99_NS -> "p99 latency";
            case CYCLES_PER_PACKET -> "cycles per packet";
            default -> "DRAM bytes per packet";
        };
        if (off == 0) {
            return Figures.fixed(difference, 1) + " " + what + " instead of 0";
        }
        return Figures.fixed(100 * StrictMath.abs(difference) / off, 1) + " % " + direction + " " + what;
    }

    private static String perfect(ScenarioResult result) {
        if (!result.columns().containsKey(Column.PERFECT_TAGS)) {
            return "";
        }
        List<String> gains = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        compare(result, Column.PERFECT_TAGS, gains, losses);
        if (gains.isEmpty()) {
            return "";
        }
        return "; perfect tags would give " + String.join(", ", gains);
    }

    private static String basis(ScenarioResult result) {
        TagPlacement placement = result.scenario().platform().deviceWrites().tagPlacement();
        String where = switch (placement) {
            case L2 -> "that a tag leads to the L2 of its core is assumed";
            case L3 -> "that a tag leads to the last-level cache of its core is assumed";
            case STASH -> "how often a stash request is accepted is assumed";
            case NONE -> "on this platform a tag chooses no core";
        };
        return where
                + "; no published measurement of what steering tags gain exists; hit rates follow from simulated cache state";
    }
}
