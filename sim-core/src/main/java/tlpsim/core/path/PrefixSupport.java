package tlpsim.core.path;

import tlpsim.core.tlp.PrefixLayout;

/**
 * What a port says in Device Capabilities 2 about prefixes (7.5.3.15). In Flit Mode the same answers stand for OHC-E,
 * which carries the content of End-End prefixes other than TPH, PASID and IDE (2.2.11).
 *
 * @param extendedFmt Extended Fmt Field Supported, bit 20
 * @param endEnd      End-End TLP Prefix Supported, bit 21
 * @param max         Max End-End TLP Prefixes, bits 23:22, as a number: 1 to 4
 */
public record PrefixSupport(boolean extendedFmt, boolean endEnd, int max) {
    public PrefixSupport {
        if (max < 1 || max > PrefixLayout.MAX_END_END) {
            throw new IllegalArgumentException("Max End-End TLP Prefixes, 1 to 4: max=" + max);
        }
    }

    /** True if the port can take or send a TLP with an End-End prefix at all. */
    boolean takesPrefixes() {
        return extendedFmt && endEnd;
    }
}
