/**
 * What a link can carry: rates as exact fractions, bytes per TLP on the wire, effective bandwidth, and the clock that
 * serialises TLPs in simulated time. The printed bandwidths and the simulated departures come from the same {@link
 * tlpsim.core.link.LinkRate}.
 */
package tlpsim.core.link;
