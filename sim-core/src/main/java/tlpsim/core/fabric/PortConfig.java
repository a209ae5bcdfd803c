package tlpsim.core.fabric;

import tlpsim.core.link.LinkConfig;

/**
 * A link on which requests start, seen from the devices below it.
 *
 * @param id                  index of the root port where requests arrive that meet no element before it
 * @param link                generation, width, flit, limits
 * @param propagationPs       from the end of serialisation to the completer, each way; at least 1
 * @param postedHeaderCredits advertised PH, or 0 for infinite
 * @param postedDataCredits   advertised PD in units of 16 B, or 0 for infinite
 */
public record PortConfig(int id, LinkConfig link, long propagationPs, int postedHeaderCredits, int postedDataCredits) {
    public PortConfig {
        if (propagationPs < 1) {
            throw new IllegalArgumentException("propagationPs must be at least 1: propagationPs=" + propagationPs);
        }
    }
}
