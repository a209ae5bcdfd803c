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
    private static final int PER_HOP = AskedHint.COUNT * HintOutcome.COUNT;
    private static final int PLAIN = HintOutcome.PLAIN.ordinal();
    private static final int IGNORED = HintOutcome.HINT_IGNORED.ordinal();
    private static final int TAGGED16 = HintOutcome.TAGGED16.ordinal();

    private final int flows;
    private final int hops;
    private final int perKind;
    /** Where the counts of the element of a receiving port begin among those of a kind. */
    private final int[] atPort;

    private final long[] outcomes;
    /** By flow and kind, the delay and beside it the number. */
    private final long[] visible;

    private final TlpFlyweight emitted = new TlpFlyweight();
    private RecordTap tap;

    /**
     * @param hops          ids of elements, 0 (none) included
     * @param elementOfPort id of the element that each receiving port belongs to: root ports first, then peers
     */
    public PathTable(int flows, int hops, int[] elementOfPort) {
        this.flows = flows;
        this.hops = hops;
        perKind = Math.multiplyExact(hops, PER_HOP);
        atPort = new int[elementOfPort.length];
        for (int port = 0; port < atPort.length; port++) {
            atPort[port] = elementOfPort[port] * PER_HOP;
        }
        outcomes = new long[Math.multiplyExact(flows * AccessKind.COUNT, perKind)];
        visible = new long[flows * AccessKind.COUNT * 2];
    }

    /** Of a host without switches and peers: the elements are its root ports. */
    public static PathTable ofRootPorts(int flows, int rootPorts) {
        int[] elements = new int[rootPorts];
        for (int port = 0; port < rootPorts; port++) {
            elements[port] = port + 1;
        }
        return new PathTable(flows, rootPorts + 1, elements);
    }

    /**
     * Counts a TLP at its end. A hop of 0 in its record stands for the receiving port, which also has what it refused itself.
     *
     * @return what its hint asked for, see {@link AskedHint}
     */
    public int count(UnsafeBuffer records, int offset, int flow, int kind, int outcome) {
        int hop = records.getByte(offset + TlpRecordLayout.HOP) & 0xFF;
        int asked = hop == 0 && isAsAsked(records, offset, outcome) ? outcome : asked(records, offset);
        boolean atReceiver = hop == 0 || isReceiversRefusal(records, offset, outcome);
        int element = atReceiver ? atPort[records.getShort(offset + TlpRecordLayout.PORT)] : hop * PER_HOP;
        outcomes[(flow * AccessKind.COUNT + kind) * perKind + element + asked * HintOutcome.COUNT + outcome]++;
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
        int at = (flow * AccessKind.COUNT + kind) * 2;
        visible[at] += delayPs;
        visible[at + 1]++;
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
        return (flow * AccessKind.COUNT + kind) * perKind + hop * PER_HOP + asked * HintOutcome.COUNT + outcome;
    }

    /** TLPs, by {@link #index}. */
    public long[] outcomes() {
        return outcomes;
    }

    /** A copy of: picoseconds from arrival to visibility, summed, by {@code flow * AccessKind.COUNT + kind}. */
    public long[] visibleDelayPs() {
        return everySecond(0);
    }

    /** A copy of: writes that became visible, by {@code flow * AccessKind.COUNT + kind}. */
    public long[] visibleWrites() {
        return everySecond(1);
    }

    private long[] everySecond(int first) {
        long[] half = new long[visible.length / 2];
        for (int index = 0; index < half.length; index++) {
            half[index] = visible[2 * index + first];
        }
        return half;
    }
}
