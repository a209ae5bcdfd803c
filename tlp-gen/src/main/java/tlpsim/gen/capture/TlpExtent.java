package tlpsim.gen.capture;

/** How many bytes a TLP of Non-Flit Mode has, told from its first bytes (Base Specification, 2.2.1). */
final class TlpExtent {
    /** Not enough bytes to tell. */
    static final int UNKNOWN = -1;

    private static final int FMT_SHIFT = 5;
    private static final int FMT_4DW = 0b001;
    private static final int FMT_DATA = 0b010;
    private static final int FMT_PREFIX = 0b100;
    private static final int DIGEST = 0x80;
    private static final int DW = 4;
    private static final int MAX_LENGTH_DW = 1024;

    private TlpExtent() {}

    /** Prefixes and header; {@link #UNKNOWN} where fewer bytes were captured. */
    static int headerBytes(byte[] bytes, int offset, int capturedBytes) {
        int prefixBytes = prefixBytes(bytes, offset, capturedBytes);
        if (prefixBytes + DW > capturedBytes) {
            return UNKNOWN;
        }
        int fmt = (bytes[offset + prefixBytes] & 0xFF) >>> FMT_SHIFT;
        int total = prefixBytes + ((fmt & FMT_4DW) != 0 ? 4 * DW : 3 * DW);
        return total <= capturedBytes ? total : UNKNOWN;
    }

    /** Prefixes, header, payload, digest; the header is whole. */
    static int totalBytes(byte[] bytes, int offset, int capturedBytes) {
        int first = offset + prefixBytes(bytes, offset, capturedBytes);
        int fmt = (bytes[first] & 0xFF) >>> FMT_SHIFT;
        int lengthDw = (bytes[first + 2] & 0x3) << 8 | bytes[first + 3] & 0xFF;
        int payloadDw = (fmt & FMT_DATA) == 0 ? 0 : lengthDw == 0 ? MAX_LENGTH_DW : lengthDw;
        int digestBytes = (bytes[first + 2] & DIGEST) == 0 ? 0 : DW;
        return headerBytes(bytes, offset, capturedBytes) + payloadDw * DW + digestBytes;
    }

    private static int prefixBytes(byte[] bytes, int offset, int capturedBytes) {
        int prefixes = 0;
        while (prefixes + DW <= capturedBytes && (bytes[offset + prefixes] & 0xFF) >>> FMT_SHIFT == FMT_PREFIX) {
            prefixes += DW;
        }
        return prefixes;
    }
}
