package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbours in a series that clearly differ must come in the measured order: those whose means differ by more than two pooled
 * standard deviations and by more than one point.
 */
final class OrderCheck {
    private static final double POINTS = 1.0;
    private static final double DEVIATIONS = 2.0;

    private int pairs;
    private final List<String> broken = new ArrayList<>();

    /** @param points of one metric; neighbours are rows of one series in their order */
    static OrderCheck of(List<SimulatedPoint> points) {
        OrderCheck check = new OrderCheck();
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i - 1)
                    .measured()
                    .series()
                    .equals(points.get(i).measured().series())) {
                check.compare(points.get(i - 1), points.get(i));
            }
        }
        return check;
    }

    private void compare(SimulatedPoint a, SimulatedPoint b) {
        double difference =
                b.measured().mean().doubleValue() - a.measured().mean().doubleValue();
        double first = a.measured().stdev().doubleValue();
        double second = b.measured().stdev().doubleValue();
        double pooled = StrictMath.sqrt((first * first + second * second) / 2);
        if (Math.abs(difference) <= POINTS || Math.abs(difference) <= DEVIATIONS * pooled) {
            return;
        }
        pairs++;
        if (difference * (b.simulated() - a.simulated()) <= 0) {
            broken.add(a.measured().setup() + " and " + b.measured().setup());
        }
    }

    /** Pairs that clearly differ. */
    int pairs() {
        return pairs;
    }

    List<String> broken() {
        return broken;
    }
}
