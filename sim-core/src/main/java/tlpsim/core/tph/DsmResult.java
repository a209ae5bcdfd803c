package tlpsim.core.tph;

/**
 * Fields of the 64-bit result that firmware's _DSM (function 0Fh, revision 7) gives for one processor: PCI-SIG
 * document 15470, ECN_TPH-ST_Revision_20200924, as Linux decodes it in drivers/pci/tph.c.
 *
 * <pre>
 *  half 31:0 for volatile memory, 63:32 for persistent memory, each:
 *   0 st_valid | 1 xst_valid | 2 ph_ignore | 7:3 reserved | 15:8 st | 31:16 xst
 * </pre>
 *
 * <p>The 8-bit and the 16-bit tag of one processor are independent values in separate namespaces.
 */
public final class DsmResult {
    private static final int ST_VALID = 1;
    private static final int XST_VALID = 1 << 1;
    private static final int PH_IGNORE = 1 << 2;

    private DsmResult() {}

    /** The tag of a namespace, or 0 (no preference, not an error) where its valid bit is clear. */
    public static int tag(long result, boolean persistent, boolean extended) {
        int half = half(result, persistent);
        if (extended) {
            return (half & XST_VALID) != 0 ? half >>> 16 : 0;
        }
        return (half & ST_VALID) != 0 ? half >>> 8 & 0xFF : 0;
    }

    public static boolean valid(long result, boolean persistent, boolean extended) {
        return (half(result, persistent) & (extended ? XST_VALID : ST_VALID)) != 0;
    }

    /** Whether the platform ignores PH; Linux does not look at it. */
    public static boolean ignoresPh(long result, boolean persistent) {
        return (half(result, persistent) & PH_IGNORE) != 0;
    }

    /** A result for volatile memory; a tag of -1 leaves its namespace invalid. */
    public static long ofVolatile(int tag8, int tag16) {
        long half = tag8 < 0 ? 0 : ST_VALID | (tag8 & 0xFF) << 8;
        return half | (tag16 < 0 ? 0 : XST_VALID | (tag16 & 0xFFFFL) << 16);
    }

    private static int half(long result, boolean persistent) {
        return (int) (persistent ? result >>> 32 : result);
    }
}
