package tlpsim.completer.forwarding;

/**
 * Where a packet buffer's parts lie, in lines from the start of its pool element.
 *
 * @param strideLines     distance of two elements
 * @param structLine      first line of the descriptor structure that software keeps per buffer
 * @param structLines     lines of that structure
 * @param dataLine        first line of packet data
 */
public record BufferLayout(int strideLines, int structLine, int structLines, int dataLine) {
    private static final int LINE_BYTES = 64;
    private static final int OBJECT_HEADER_BYTES = 64;
    private static final int STRUCT_BYTES = 128;

    public BufferLayout {
        if (structLine < 0 || structLines < 1 || dataLine < structLine + structLines || strideLines <= dataLine) {
            throw new IllegalArgumentException("a buffer's parts overlap: stride=" + strideLines + " struct="
                    + structLine + "+" + structLines + " data=" + dataLine);
        }
    }

    /**
     * A pool of rte_mbuf as DPDK 20.02 lays it out on hugepages: an object header of 64 bytes, the structure of 128, headroom and
     * data room; the size in lines is raised until it shares no factor with the memory channels (rte_mempool.c).
     *
     * @param headroomBytes a multiple of 64
     * @param dataBytes     room for the packet behind the headroom
     * @param channels      memory channels that DPDK was told of (-n), at least 1
     */
    public static BufferLayout dpdk(int headroomBytes, int dataBytes, int channels) {
        int bytes = OBJECT_HEADER_BYTES + STRUCT_BYTES + headroomBytes + dataBytes;
        int lines = (bytes + LINE_BYTES - 1) / LINE_BYTES;
        while (greatestCommonDivisor(lines, channels) != 1) {
            lines++;
        }
        int structLine = OBJECT_HEADER_BYTES / LINE_BYTES;
        int structLines = STRUCT_BYTES / LINE_BYTES;
        return new BufferLayout(lines, structLine, structLines, structLine + structLines + headroomBytes / LINE_BYTES);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Lines of data that fit behind {@link #dataLine}. */
    public int dataLines() {
        return strideLines - dataLine;
    }
}
