package tlpsim.gen.traffic;

/** Recorded flows in order, from the beginning again after the last. */
public final class ListedFlows implements FlowSource {
    private final int[] flowOfUnit;
    private final int flows;

    /** @param flowOfUnit at least one, each 0 to {@code flows - 1}; kept, not copied */
    public ListedFlows(int[] flowOfUnit, int flows) {
        if (flowOfUnit.length == 0) {
            throw new IllegalArgumentException("a list of flows needs at least one");
        }
        for (int flow : flowOfUnit) {
            if (flow < 0 || flow >= flows) {
                throw new IllegalArgumentException("no such flow: flow=" + flow + " flows=" + flows);
            }
        }
        this.flowOfUnit = flowOfUnit;
        this.flows = flows;
    }

    @Override
    public int flowAt(long unit) {
        return flowOfUnit[(int) (unit % flowOfUnit.length)];
    }

    @Override
    public int flows() {
        return flows;
    }
}
