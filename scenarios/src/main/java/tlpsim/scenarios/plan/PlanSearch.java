package tlpsim.scenarios.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds where judgements change along the values of one key. It judges every given value first, since what is feasible need not be one interval, then halves the
 * gap at the wanted end until it is small enough or nothing lies between.
 */
public final class PlanSearch {
    private final Function<String, Optional<Judgement>> probe;
    private final double tolerance;

    /** A value and what is said of it. */
    public record Probed(String value, Judgement judgement) {}

    /** Neighbouring values that are all met. */
    public record Interval(String first, String last) {}

    /**
     * What was found.
     *
     * @param probed    in the order of the values
     * @param feasible  intervals of values that meet the objectives, in that order
     * @param answer    the wanted end of the wanted interval; empty if no value meets them
     * @param notMet    the nearest value beyond that misses them; empty where the range ends before
     */
    public record Found(
            List<Probed> probed, List<Interval> feasible, Optional<String> answer, Optional<String> notMet) {}

    /**
     * @param probe     judges a value; empty where it is no valid one
     * @param tolerance gap at the end of the answer, as a share of the value
     */
    public PlanSearch(Function<String, Optional<Judgement>> probe, double tolerance) {
        this.probe = probe;
        this.tolerance = tolerance;
    }

    /** @param largest whether the last value of the last interval is wanted; else the first value of the first */
    public Found search(List<String> values, boolean largest) {
        List<Probed> probed = new ArrayList<>();
        for (String value : values) {
            probe.apply(value).ifPresent(judgement -> probed.add(new Probed(value, judgement)));
        }
        while (refine(probed, largest)) {
            // One value more each time.
        }
        int answer = end(probed, largest);
        Optional<String> beyond = Optional.empty();
        for (int at = answer + step(largest); answer >= 0 && at >= 0 && at < probed.size(); at += step(largest)) {
            if (probed.get(at).judgement() == Judgement.NOT_MET) {
                beyond = Optional.of(probed.get(at).value());
                break;
            }
        }
        return new Found(
                List.copyOf(probed),
                intervals(probed),
                answer < 0 ? Optional.empty() : Optional.of(probed.get(answer).value()),
                beyond);
    }

    private static int step(boolean largest) {
        return largest ? 1 : -1;
    }

    /** Index of the outermost value that is met; -1 if there is none. */
    private static int end(List<Probed> probed, boolean largest) {
        for (int index = 0; index < probed.size(); index++) {
            int at = largest ? probed.size() - 1 - index : index;
            if (probed.get(at).judgement() == Judgement.MET) {
                return at;
            }
        }
        return -1;
    }

    /** Judges a value in the gap behind the answer, and in the one before the first value that misses; false if both are small enough. */
    private boolean refine(List<Probed> probed, boolean largest) {
        int met = end(probed, largest);
        int step = step(largest);
        if (met < 0 || met + step < 0 || met + step >= probed.size()) {
            return false;
        }
        if (halve(probed, met, met + step)) {
            return true;
        }
        int missed = met + step;
        while (missed >= 0 && missed < probed.size() && probed.get(missed).judgement() == Judgement.OPEN) {
            missed += step;
        }
        return missed >= 0 && missed < probed.size() && halve(probed, missed - step, missed);
    }

    private boolean halve(List<Probed> probed, int one, int other) {
        Optional<NumberedValue> from = NumberedValue.parse(probed.get(one).value());
        Optional<NumberedValue> to = NumberedValue.parse(probed.get(other).value());
        if (from.isEmpty()
                || to.isEmpty()
                || !from.get().unit().equals(to.get().unit())
                || from.get().distance(to.get()) <= tolerance) {
            return false;
        }
        Optional<String> middle = from.get().middle(to.get());
        Optional<Judgement> judged = middle.flatMap(probe);
        judged.ifPresent(judgement -> probed.add(Math.max(one, other), new Probed(middle.get(), judgement)));
        return judged.isPresent();
    }

    private static List<Interval> intervals(List<Probed> probed) {
        List<Interval> intervals = new ArrayList<>();
        int first = -1;
        for (int at = 0; at <= probed.size(); at++) {
            boolean met = at < probed.size() && probed.get(at).judgement() == Judgement.MET;
            if (met && first < 0) {
                first = at;
            } else if (!met && first >= 0) {
                intervals.add(new Interval(
                        probed.get(first).value(), probed.get(at - 1).value()));
                first = -1;
            }
        }
        return List.copyOf(intervals);
    }
}
