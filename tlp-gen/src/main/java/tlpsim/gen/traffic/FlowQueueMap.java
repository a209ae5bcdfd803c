package tlpsim.gen.traffic;

/** The queue of every flow, computed once: the hot path does one array access instead of a hash. Immutable. */
public final class FlowQueueMap {
    private final int[] queueOfFlow;
    private final int queues;

    private FlowQueueMap(int[] queueOfFlow, int queues) {
        this.queueOfFlow = queueOfFlow;
        this.queues = queues;
    }

    /** RSS with the default key and the default indirection table. */
    public static FlowQueueMap of(FlowTable flows, RssConfig config) {
        RssIndirectionTable table = new RssIndirectionTable(config.tableEntries(), config.queues());
        return of(flows, ToeplitzHash.withDefaultKey(), config.fields(), table, config.queues());
    }

    public static FlowQueueMap of(
            FlowTable flows, ToeplitzHash hash, RssFields fields, RssIndirectionTable table, int queues) {
        int[] queueOfFlow = new int[flows.count()];
        for (int flow = 0; flow < queueOfFlow.length; flow++) {
            queueOfFlow[flow] = requireQueue(table.queueOfHash(flows.rssHash(flow, hash, fields)), queues);
        }
        return new FlowQueueMap(queueOfFlow, queues);
    }

    /** Flow f goes to queue f modulo the number of queues: an even spread, for devices without RSS. */
    public static FlowQueueMap roundRobin(int flows, int queues) {
        int[] queueOfFlow = new int[flows];
        for (int flow = 0; flow < flows; flow++) {
            queueOfFlow[flow] = flow % queues;
        }
        return new FlowQueueMap(queueOfFlow, queues);
    }

    public int queueOf(int flow) {
        return queueOfFlow[flow];
    }

    public int flows() {
        return queueOfFlow.length;
    }

    public int queues() {
        return queues;
    }

    /** Share of the load that each queue has, from the share of each flow: for reports. */
    public double[] queueShares(double[] flowShares) {
        double[] shares = new double[queues];
        for (int flow = 0; flow < queueOfFlow.length; flow++) {
            shares[queueOfFlow[flow]] += flowShares[flow];
        }
        return shares;
    }

    /** How many flows each queue has; a queue with none is idle. */
    public int[] flowsPerQueue() {
        int[] counts = new int[queues];
        for (int queue : queueOfFlow) {
            counts[queue]++;
        }
        return counts;
    }

    private static int requireQueue(int queue, int queues) {
        if (queue < 0 || queue >= queues) {
            throw new IllegalArgumentException(
                    "the indirection table names queue " + queue + " of " + queues + " queues");
        }
        return queue;
    }
}
