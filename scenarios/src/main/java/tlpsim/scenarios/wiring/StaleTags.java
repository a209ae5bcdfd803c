package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long tags of queues that moved named another target than they should have: from the move to the end of the call that wrote the right one, or to the end
 * of the window. Moves and calls may be told in any order.
 */
final class StaleTags {
    private final List<Change> changes = new ArrayList<>();
    private boolean moved;

    /** From {@code atPs} on a queue is consumed by a core; or, where written, its tags are those of a core. */
    private record Change(long atPs, int workload, int queue, int core, boolean written) {}

    /** Whether a queue needs no rewrite when it moves between two cores: their tags are the same, or it has none. */
    @FunctionalInterface
    interface Tags {
        boolean same(int queue, int core, int other);
    }

    /** A core consumes a queue from now on. */
    void moved(long atPs, QueueMoves.Move move) {
        moved = true;
        changes.add(new Change(atPs, move.workload(), move.queue(), move.core(), false));
    }

    /** The tags of a queue are those of a core from now on. */
    void written(long atPs, int workload, int queue, int core) {
        changes.add(new Change(atPs, workload, queue, core, true));
    }

    /** Whether any queue moved. */
    boolean hasMoves() {
        return moved;
    }

    /**
     * The time, summed over the queues of one workload.
     *
     * @param cores at the start, by queue; tags are theirs
     */
    long sumPs(int workload, int[] cores, Tags tags, long endPs) {
        long sumPs = 0;
        List<Change> ordered = new ArrayList<>(changes);
        ordered.removeIf(change -> change.workload() != workload || change.atPs() > endPs);
        ordered.sort(Comparator.comparingLong(Change::atPs));
        for (int queue = 0; queue < cores.length; queue++) {
            int consumer = cores[queue];
            int named = cores[queue];
            long fromPs = 0;
            for (Change change : ordered) {
                if (change.queue() == queue) {
                    sumPs += !tags.same(queue, consumer, named) ? change.atPs() - fromPs : 0;
                    fromPs = change.atPs();
                    consumer = change.written() ? consumer : change.core();
                    named = change.written() ? change.core() : named;
                }
            }
            sumPs += !tags.same(queue, consumer, named) ? endPs - fromPs : 0;
        }
        return sumPs;
    }
}
