package tlpsim.core.link;

/**
 * TLPs of one kind and the bytes they occupy, framing included.
 *
 * @param tlps      number of TLPs
 * @param wireBytes all their bytes on the link
 */
public record TlpCount(long tlps, long wireBytes) {
    static TlpCount of(long tlps, int overheadBytes, long payloadBytes) {
        return new TlpCount(tlps, tlps * overheadBytes + payloadBytes);
    }
}
