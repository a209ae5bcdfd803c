package tlpsim.scenarios.cli;

/**
 * What becomes of the hint of one kind of access, for queues to which the same happens.
 *
 * @param queues    of the workload, as indices and ranges
 * @param kind      of access
 * @param target    {@code host} or the id of a peer
 * @param hint      what is asked for
 * @param tagSource the core, cluster... whose tag the driver asks for
 * @param mode      the function's ST mode once enabled, or {@code off}
 * @param table     where the function keeps its tags, and how many
 * @param sample    the example
 * @param outcome   what the root port makes of the TLP, under the name in reports
 * @param why       the rule that decides, or what the tag names
 */
record ExplainCommandFlow(
        String workload,
        String queues,
        String kind,
        String target,
        String hint,
        String tagSource,
        String mode,
        String table,
        Sample sample,
        String outcome,
        String why) {

    /**
     * The first of the queues.
     *
     * @param core      that consumes it
     * @param entry     where its tag is looked up, or -1
     * @param hasEntry  whether the table has that entry
     * @param tag       as the TLP carries it, or -1 without hint
     * @param namespace {@code 8-bit} or {@code 16-bit}; empty without a tag
     */
    record Sample(int queue, int core, int entry, boolean hasEntry, int tag, String namespace) {}
}
