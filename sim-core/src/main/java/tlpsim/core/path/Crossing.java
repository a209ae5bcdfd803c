package tlpsim.core.path;

import static java.nio.ByteOrder.BIG_ENDIAN;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.FlitLayout;
import tlpsim.core.tlp.TlpFault;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;

/**
 * One routing element between one ingress and one egress port: what it makes of the bytes of a request. What the
 * ingress port rejects comes first, then what the element does by policy, then what the egress port cannot send.
 *
 * <p>A request between links of one form that has no prefix, and no hint where hints are stripped, costs one look at
 * its first DW. Nothing is allocated and nothing throws per call. Owned by one thread.
 */
public final class Crossing {
    private static final int MAX_HOP = 255;
    private static final int NOTHING_WATCHED = 0;
    private static final int FMT_PREFIX = 1 << 31;

    private final TlpFlyweight tlp = new TlpFlyweight();
    private final FormTranslation translation = new FormTranslation();
    private final PortForm ingress;
    private final PortForm egress;
    private final boolean rootComplex;
    private final PeerToPeerPolicy policy;
    /** What the element says to every request that its ingress port takes, or PLAIN. */
    private final HintOutcome refusal;
    /** Element that the ingress port belongs to. */
    private final byte ingressHop;

    private final byte hop;
    private final boolean looksAtAll;
    /** Bits of the first DW of which none is set in a request that passes as it is. */
    private final int watchedBits;

    private Crossing(Ports ports, boolean rootComplex, PeerToPeerPolicy policy, HintOutcome refusal) {
        int ingressHop = ports.ingressHop();
        int hop = ports.hop();
        if (Math.min(ingressHop, hop) < 1 || Math.max(ingressHop, hop) > MAX_HOP) {
            throw new IllegalArgumentException(
                    "elements of a path, 1 to 255: ingressHop=" + ingressHop + ", hop=" + hop);
        }
        this.ingress = ports.ingress();
        this.egress = ports.egress();
        this.rootComplex = rootComplex;
        this.policy = policy;
        this.refusal = refusal;
        this.ingressHop = (byte) ingressHop;
        this.hop = (byte) hop;
        this.looksAtAll = ingress.flit() != egress.flit() || policy == PeerToPeerPolicy.REJECT || refusal.isLost();
        this.watchedBits = watchedBits(ingress.flit(), policy == PeerToPeerPolicy.STRIP);
    }

    private static int watchedBits(boolean flit, boolean strip) {
        int endEnd = flit ? 3 << FlitLayout.OHC_E_SHIFT + FlitLayout.OHC_SHIFT : NOTHING_WATCHED;
        int hint = flit ? FlitLayout.OHC_B << FlitLayout.OHC_SHIFT : TlpLayout.TH;
        return FMT_PREFIX | endEnd | (strip ? hint : NOTHING_WATCHED);
    }

    /**
     * From one port of a switch to another.
     *
     * @param hop number of the switch in records, 1 to 255
     */
    public static Crossing ofSwitch(PortForm ingress, PortForm egress, int hop) {
        return new Crossing(new Ports(ingress, egress, hop, hop), false, PeerToPeerPolicy.FORWARD, HintOutcome.PLAIN);
    }

    /**
     * From one root port to another.
     *
     * @param ingressHop number of the receiving root port in records, 1 to 255; what it rejects is found there
     * @param hop        number of the sending root port, which does all else
     */
    public static Crossing ofRootComplex(
            PortForm ingress, PortForm egress, PeerToPeerPolicy policy, int ingressHop, int hop) {
        return new Crossing(new Ports(ingress, egress, ingressHop, hop), true, policy, HintOutcome.PLAIN);
    }

    /**
     * An ingress port that refuses every request to some destination. What it rejects for other reasons comes first.
     *
     * @param rootPort the port is one
     * @param refusal  {@link HintOutcome#ACS_VIOLATION} or {@link HintOutcome#UNSUPPORTED_REQUEST}
     * @param hop      number of the element in records, 1 to 255
     */
    public static Crossing refusing(PortForm ingress, boolean rootPort, HintOutcome refusal, int hop) {
        return new Crossing(new Ports(ingress, ingress, hop, hop), rootPort, PeerToPeerPolicy.FORWARD, refusal);
    }

    /** The two ports and the numbers of the elements that they belong to. */
    private record Ports(PortForm ingress, PortForm egress, int ingressHop, int hop) {}

    /**
     * Applies the crossing to a request in a record. A changed header goes to DELIVERED, with its length, its form and
     * the number of this element; a request that is lost gets its outcome and the number of this element. A translation
     * leaves the outcome, and the element that stripped the hint if one did.
     *
     * @param offset of the record, laid out as {@link TlpRecordLayout}
     * @return true if the request goes on, false if it is lost here
     */
    public boolean apply(UnsafeBuffer records, int offset) {
        int delivered = records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES) & 0xFF;
        int at = offset + (delivered > 0 ? TlpRecordLayout.DELIVERED : TlpRecordLayout.EMITTED);
        if (!looksAtAll && (records.getInt(at, BIG_ENDIAN) & watchedBits) == 0) {
            return true;
        }
        int bytes = delivered > 0 ? delivered : records.getByte(offset + TlpRecordLayout.EMITTED_BYTES) & 0xFF;
        assert isOfIngressForm(records, offset, delivered > 0) : "the request has the form of the ingress link";
        int fault = tlp.wrap(records, at, bytes, ingress.flit());
        HintOutcome received = ingress.flit() ? receivedFlit(fault) : receivedNonFlit(fault);
        if (received.isLost()) {
            return lose(records, offset, received, ingressHop);
        }
        HintOutcome sent = cross(records, offset);
        return !sent.isLost() || lose(records, offset, sent, hop);
    }

    private static boolean lose(UnsafeBuffer records, int offset, HintOutcome outcome, byte at) {
        records.putByte(offset + TlpRecordLayout.OUTCOME, (byte) outcome.ordinal());
        records.putByte(offset + TlpRecordLayout.HOP, at);
        return false;
    }

    private boolean isOfIngressForm(UnsafeBuffer records, int offset, boolean delivered) {
        int flag = delivered ? TlpRecordLayout.FLAG_DELIVERED_FLIT : TlpRecordLayout.FLAG_FLIT;
        return (records.getByte(offset + TlpRecordLayout.FLAGS) & flag) != 0 == ingress.flit();
    }

    private HintOutcome cross(UnsafeBuffer records, int offset) {
        if (refusal.isLost()) {
            return refusal;
        }
        if (policy == PeerToPeerPolicy.REJECT) {
            return HintOutcome.UNSUPPORTED_REQUEST;
        }
        if (policy == PeerToPeerPolicy.STRIP && tlp.hasHints()) {
            if (EndEndContent.isIde(tlp)) {
                return HintOutcome.TRANSLATION_BLOCKED;
            }
            strip(records, offset);
        }
        return ingress.flit() == egress.flit() ? forward(records, offset) : translate(records, offset);
    }

    private HintOutcome receivedNonFlit(int fault) {
        return fault != 0 ? HintOutcome.MALFORMED : EndEndContent.received(tlp, ingress.prefix(), rootComplex);
    }

    /** OHC-E at a port that cannot forward it is blocked at ingress, as a prefix is at egress (2.2.11). */
    private HintOutcome receivedFlit(int fault) {
        if (fault != 0 && fault != TlpFault.RESERVED_TYPE.code()) {
            return HintOutcome.MALFORMED;
        }
        boolean forwardable = EndEndContent.count(tlp) == 0 || ingress.prefix().endEnd();
        return forwardable ? HintOutcome.PLAIN : HintOutcome.PREFIX_BLOCKED;
    }

    private void strip(UnsafeBuffer records, int offset) {
        int to = offset + TlpRecordLayout.DELIVERED;
        int bytes = HintStripping.write(tlp, records, to);
        tlp.wrap(records, to, bytes, ingress.flit());
        records.putByte(offset + TlpRecordLayout.OUTCOME, (byte) HintOutcome.HINT_STRIPPED.ordinal());
        records.putByte(offset + TlpRecordLayout.HOP, hop);
        noteDelivered(records, offset, bytes, ingress.flit());
    }

    private HintOutcome forward(UnsafeBuffer records, int offset) {
        HintOutcome outcome = sent(EndEndContent.count(tlp), false);
        if (!outcome.isLost() && ingress.flit() && tlp.prefixCount() > 0) {
            dropLocalPrefixes(records, offset);
        }
        return outcome;
    }

    private HintOutcome translate(UnsafeBuffer records, int offset) {
        if (!translation.read(tlp)) {
            return HintOutcome.TRANSLATION_BLOCKED;
        }
        HintOutcome outcome = sent(translation.endEndContent(), !egress.flit());
        if (!outcome.isLost()) {
            int bytes = translation.write(records, offset + TlpRecordLayout.DELIVERED);
            noteChange(records, offset, bytes);
        }
        return outcome;
    }

    /**
     * What the egress port makes of End-End prefixes or OHC-E (2.2.10.4, 2.2.11, 7.5.3.16): a lost outcome, or PLAIN.
     *
     * @param created the prefixes come of a translation: a port that has none cannot express the request
     */
    private HintOutcome sent(int content, boolean created) {
        if (content == 0) {
            return HintOutcome.PLAIN;
        }
        boolean supported =
                egress.flit() ? egress.prefix().endEnd() : egress.prefix().takesPrefixes();
        if (!supported) {
            return created ? HintOutcome.TRANSLATION_BLOCKED : unsupportedAtEgress();
        }
        if (egress.prefixBlocking()) {
            return HintOutcome.PREFIX_BLOCKED;
        }
        boolean tooMany = rootComplex && content > egress.prefix().max();
        return tooMany ? HintOutcome.UNSUPPORTED_REQUEST : HintOutcome.PLAIN;
    }

    /** A switch has equal ports, so that its ingress port speaks for the egress port too (7.5.3.15). */
    private HintOutcome unsupportedAtEgress() {
        if (rootComplex) {
            return HintOutcome.UNSUPPORTED_REQUEST;
        }
        return egress.flit() ? HintOutcome.PREFIX_BLOCKED : HintOutcome.MALFORMED;
    }

    /** Local prefixes of Flit Mode end at the receiving port (Table 2-5). */
    private void dropLocalPrefixes(UnsafeBuffer records, int offset) {
        int to = offset + TlpRecordLayout.DELIVERED;
        int words = tlp.headerBytes() >>> 2;
        for (int index = 0; index < words; index++) {
            records.putInt(to + (index << 2), tlp.headerDw(index), BIG_ENDIAN);
        }
        noteChange(records, offset, words << 2);
    }

    private void noteChange(UnsafeBuffer records, int offset, int bytes) {
        boolean stripped =
                records.getByte(offset + TlpRecordLayout.OUTCOME) == (byte) HintOutcome.HINT_STRIPPED.ordinal();
        if (!stripped) {
            records.putByte(offset + TlpRecordLayout.HOP, hop);
        }
        noteDelivered(records, offset, bytes, egress.flit());
    }

    private static void noteDelivered(UnsafeBuffer records, int offset, int bytes, boolean flit) {
        int flags = records.getByte(offset + TlpRecordLayout.FLAGS) & ~TlpRecordLayout.FLAG_DELIVERED_FLIT;
        int form = flit ? TlpRecordLayout.FLAG_DELIVERED_FLIT : 0;
        records.putByte(offset + TlpRecordLayout.DELIVERED_BYTES, (byte) bytes);
        records.putByte(offset + TlpRecordLayout.FLAGS, (byte) (flags | form));
    }
}
