package tlpsim.completer.host;

/**
 * The receiving side of one root port.
 *
 * @param postedHeaderCredits advertised PH, or 0 for infinite
 * @param postedDataCredits   advertised PD in units of 16 B, or 0 for infinite
 * @param pool                index of the pool of posted writes it shares
 * @param creditReturnPs      from release to use at the requester
 * @param allocatingFlow      writes without a tag may allocate in a cache
 * @param hints               what the port makes of hints
 */
public record ReceiveConfig(
        int postedHeaderCredits,
        int postedDataCredits,
        int pool,
        long creditReturnPs,
        boolean allocatingFlow,
        RootPortHintPolicy hints) {}
