package tlpsim.core.link;

/**
 * How the accesses look whose bandwidth is asked for.
 *
 * @param addressBits     32 (3DW requests) or 64 (4DW requests)
 * @param completionAtRcb completions are cut at every RCB, as older root complexes do; else at MPS
 * @param tphPrefix       requests carry a 16-bit steering tag: the TPH prefix, or OHC-B in Flit Mode
 */
public record AccessConfig(int addressBits, boolean completionAtRcb, boolean tphPrefix) {
    public AccessConfig {
        if (addressBits != 32 && addressBits != 64) {
            throw new IllegalArgumentException(LinkRule.broken("address bits must be 32 or 64", addressBits, ""));
        }
    }

    int requestHeaderBytes() {
        return addressBits == 64 ? WireLayout.HEADER_4DW_BYTES : WireLayout.HEADER_3DW_BYTES;
    }

    int prefixBytes() {
        return tphPrefix ? WireLayout.TPH_BYTES : 0;
    }
}
