package tlpsim.scenarios.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Whether load-to-use times lie in the order of the caches: what is farther from a core answers later. */
public final class LatencyOrder {
    private static final String L2 = "latency.l2";
    private static final String LLC = "latency.llc";
    private static final String DRAM = "dram.latency";

    /**
     * A pair of times in the wrong order.
     *
     * @param paths measured keys that one cannot rely on
     * @param text  both times, in words
     */
    public record Doubt(List<String> paths, String text) {}

    private LatencyOrder() {}

    /**
     * Doubts about the fastest times; none where a time is absent.
     *
     * @param remotePs picoseconds of another last-level cache, as the base of the preset has it
     */
    public static List<Doubt> doubts(MachineMeasurement measured, OptionalLong remotePs) {
        OptionalLong l2 = low(measured.l2());
        OptionalLong llc = low(measured.llc());
        OptionalLong dram = low(measured.dram());
        List<Doubt> doubts = new ArrayList<>();
        if (l2.isPresent() && llc.isPresent() && l2.getAsLong() >= llc.getAsLong()) {
            doubts.add(new Doubt(List.of(L2, LLC), text(L2, l2, "not below", LLC, llc)));
        }
        if (llc.isPresent() && remotePs.isPresent() && llc.getAsLong() > remotePs.getAsLong()) {
            doubts.add(new Doubt(List.of(LLC), text(LLC, llc, "above", "the base's latency.llc-remote", remotePs)));
        }
        if (llc.isPresent() && dram.isPresent() && llc.getAsLong() >= dram.getAsLong()) {
            doubts.add(new Doubt(List.of(LLC, DRAM), text(LLC, llc, "not below", DRAM, dram)));
        }
        return doubts;
    }

    private static OptionalLong low(Optional<Spread> spread) {
        return spread.map(times -> OptionalLong.of(times.low())).orElse(OptionalLong.empty());
    }

    private static String text(String near, OptionalLong nearPs, String relation, String far, OptionalLong farPs) {
        return near + " of " + print(nearPs) + " is " + relation + " " + far + " of " + print(farPs);
    }

    private static String print(OptionalLong ps) {
        return Quantity.print(ps.getAsLong(), Unit.PICOSECONDS);
    }
}
