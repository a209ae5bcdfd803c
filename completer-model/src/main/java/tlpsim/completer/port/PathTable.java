package tlpsim.completer.port;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;

/**
 * What became of every TLP: by flow, kind of access, the element of the path that decided, what its hint asked for, and the outcome; and how long writes took
 * to become visible. All completers of a run share one. Owned by the Memory process.
 */
public final class PathTable {
    private static final int PLAIN = HintOutcome.PLAIN.ordinal();
    private static final int IGNORED = HintOutcome.HINT_IGNORED.ordinal();
    private static final int TAGGED16 = HintOutcome.TAGGED16.ordinal();

    private final int flows;
    private final int hops;
    private final int[] elementOfPort;
    private final long[] outcomes;
    private final long[] visibleDelayPs;
    private final long[] visibleWrites;
    private final TlpFlyweight emitted = new TlpFlyweight();
    private RecordTap tap;

    /**
     * @param hops          ids of elements, 0 (none) included
     * @param elementOfPort id of the element that each receiving port belongs to: root ports first, then peers
     */
    public PathTable(int flows, int hops, int[] elementOfPort) {
        this.flows = flows;
        this.hops = hops;
        this.elementOfPort = elementOfPort.clone();
        outcomes = new long
                [Math.multiplyExact(
                        flows * AccessKind.COUNT, Math.multiplyExact(hops, AskedHint.COUNT * HintOutcome.COUNT))];
        visibleDelayPs = new long[flows * AccessKind.COUNT];
        visibleWrites = new long[flows * AccessKind.COUNT];
    }

    /** Of a host without switches and peers: the elements are its root ports. */
    public static PathTable ofRootPorts(int flows, int rootPorts) {
        int[] elements = new int[rootPorts];
        for (int port = 0; port < rootPorts; port++) {
            elements[port] = port + 1;
        }
        return new PathTable(flows, rootPorts + 1, elements);
    }

    /** Counts a TLP at its end. A hop of 0 in its record stands for the receiving port, which also has what it refused itself. @return what its hint asked for, see {@link AskedHint} */
    public int count(UnsafeBuffer records, int offset, int flow, int kind, int outcome) {
        int hop = records.getByte(offset + TlpRecordLayout.HOP) & 0xFF;
        int asked;
        if (hop == 0 && isAsAsked(records, offset, outcome)) {
            asked = outcome;
        } else {
            asked = asked(records, offset);
        }
        boolean atReceiver = hop == 0 || isReceiversRefusal(records, offset, outcome);
        int element = atReceiver ? elementOfPort[records.getShort(offset + TlpRecordLayout.PORT)] : hop;
        outcomes[index(flow, kind, element, asked, outcome)]++;
        if (tap != null) {
            tap.onRecord(records, offset, outcome);
        }
        return asked;
    }

    /** An element changed the header, but it was the receiving port that ignored or rejected what it got. */
    private static boolean isReceiversRefusal(UnsafeBuffer records, int offset, int outcome) {
        return outcome >= IGNORED && records.getByte(offset + TlpRecordLayout.OUTCOME) == PLAIN;
    }

    /** An honoured hint is the one asked for, unless a completer took the low byte of a 16-bit tag: that one has a prefix or OHC. */
    private static boolean isAsAsked(UnsafeBuffer records, int offset, int outcome) {
        return outcome == PLAIN
                || outcome == TAGGED16
                || outcome < TAGGED16 && records.getByte(offset + TlpRecordLayout.PREFIX_BYTES) == 0;
    }

    private int asked(UnsafeBuffer records, int offset) {
        int flags = records.getByte(offset + TlpRecordLayout.FLAGS);
        emitted.wrap(
                records,
                offset + TlpRecordLayout.EMITTED,
                records.getByte(offset + TlpRecordLayout.EMITTED_BYTES),
                (flags & TlpRecordLayout.FLAG_FLIT) != 0);
        return AskedHint.of(emitted);
    }

    /** True if {@code asked} is a steering tag. */
    public static boolean isTag(int asked) {
        return asked >= AskedHint.TAGGED8;
    }

    /** A write of the flow became visible {@code delayPs} after its arrival. */
    public void visible(int flow, int kind, long delayPs) {
        visibleDelayPs[flow * AccessKind.COUNT + kind] += delayPs;
        visibleWrites[flow * AccessKind.COUNT + kind]++;
    }

    /** Shows every TLP from now on, lost ones included. Between segments only. */
    public void tap(RecordTap newTap) {
        tap = newTap;
    }

    public int flows() {
        return flows;
    }

    /** Ids of elements, 0 included. */
    public int hops() {
        return hops;
    }

    /** Where {@link #outcomes} holds a count. */
    public int index(int flow, int kind, int hop, int asked, int outcome) {
        return (((flow * AccessKind.COUNT + kind) * hops + hop) * AskedHint.COUNT + asked) * HintOutcome.COUNT
                + outcome;
    }

    /** TLPs, by {@link #index}. */
    public long[] outcomes() {
        return outcomes;
    }

    /** Picoseconds from arrival to visibility, summed, by {@code flow * AccessKind.COUNT + kind}. */
    public long[] visibleDelayPs() {
        return visibleDelayPs;
    }

    /** Writes that became visible, by {@code flow * AccessKind.COUNT + kind}. */
    public long[] visibleWrites() {
        return visibleWrites;
    }
}
