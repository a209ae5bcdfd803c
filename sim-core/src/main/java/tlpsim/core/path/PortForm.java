package tlpsim.core.path;

/**
 * One port of a routing element, as a TLP crosses it.
 *
 * @param flit           its link runs in Flit Mode
 * @param prefixBlocking End-End TLP Prefix Blocking, Device Control 2 bit 15: counts at an egress port only
 */
public record PortForm(boolean flit, PrefixSupport prefix, boolean prefixBlocking) {}
