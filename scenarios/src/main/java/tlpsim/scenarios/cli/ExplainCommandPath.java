package tlpsim.scenarios.cli;

import java.util.List;

/**
 * The way of some queues' requests to one target.
 *
 * @param kinds     of access that go there
 * @param way       ids from the device to the target
 * @param links     of the way, in its order
 * @param latencyPs of links, switches and root complex without waiting and serialisation
 * @param support   TPH Completer Supported at the end of the way
 * @param tag       where the tag comes from, or why there is none
 */
record ExplainCommandPath(
        String workload,
        String queues,
        List<String> kinds,
        List<String> way,
        List<String> links,
        long latencyPs,
        String support,
        String tag) {

    /**
     * How far the Source may run ahead of a peer.
     *
     * @param forwardPs of the last link: no TLP arrives sooner after it left the element above
     * @param returnPs  no credit is used sooner after its release
     */
    record LookAhead(String peer, long forwardPs, long returnPs) {
        long sumPs() {
            return forwardPs + returnPs;
        }
    }
}
