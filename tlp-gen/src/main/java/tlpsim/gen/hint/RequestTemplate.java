package tlpsim.gen.hint;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.MemoryRequestTemplate;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.gen.st.StLookup;

/**
 * One kind of request of one queue: its hint, where its tag comes from, and its pre-encoded headers.
 *
 * <p>With a tag of the 16-bit namespace the prefix is always sent, also where ST[15:8] is 0: without it a completer could not tell the namespaces apart.
 * Tag 0 has the same bytes in both namespaces, those of "no preference", without a prefix; where a peer gave it out as an ordinary tag, the peer alone
 * knows. Owned by the Source process.
 */
public final class RequestTemplate {
    /** For {@code ph}: the request carries no hint. */
    public static final int NO_HINT = -1;

    private static final int EXTENDED_ENABLED = PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK;
    private static final int ATTR_RELAXED_ORDERING = 0b010;
    private static final int ATTR_ID_BASED_ORDERING = 0b100;
    private static final int MASK_8 = 0xFF;

    private final TphRequesterCapability capability;
    private final StLookup lookup;
    private final int lookupIndex;
    private final Form form;
    /** For reads that ask for no byte; null where the request is a write. */
    private final MemoryRequestEncoder zeroLength;

    private final MemoryRequestTemplate plain;
    private final int formFlags;

    // What it carries.
    private boolean hinted;
    private TagNamespace namespace;
    private MemoryRequestTemplate tagged8;
    private MemoryRequestTemplate tagged16;
    private int untaggedFlags;
    /** Of the request chosen last; not positive where it has none. */
    private int chosenSt;

    /**
     * What a request looks like apart from address and length.
     *
     * @param write       MWr, else MRd
     * @param flit        the link runs in Flit Mode
     * @param requesterId bus, device, function
     * @param relaxed     RO is set
     * @param ph          0 to 3, or {@link #NO_HINT}
     * @param ido         Attr[2] is set
     * @param namespace   of its tag
     * @param translated  AT is 10b
     */
    public record Form(
            boolean write,
            boolean flit,
            int requesterId,
            boolean relaxed,
            int ph,
            boolean ido,
            TagNamespace namespace,
            boolean translated) {
        /** With an address that is not translated. */
        public Form(
                boolean write,
                boolean flit,
                int requesterId,
                boolean relaxed,
                int ph,
                boolean ido,
                TagNamespace namespace) {
            this(write, flit, requesterId, relaxed, ph, ido, namespace, false);
        }

        /** Without IDO; the namespace follows Requester Enable. */
        public Form(boolean write, boolean flit, int requesterId, boolean relaxed, int ph) {
            this(write, flit, requesterId, relaxed, ph, false, TagNamespace.FOLLOWS_ENABLE);
        }
    }

    /**
     * @param capability  the function's live registers
     * @param lookup      where the tag comes from
     * @param lookupIndex what {@code lookup} is asked for
     */
    public RequestTemplate(Form form, TphRequesterCapability capability, StLookup lookup, int lookupIndex) {
        this.capability = capability;
        this.lookup = lookup;
        this.lookupIndex = lookupIndex;
        this.form = form;
        this.formFlags = flags(form);
        MemoryRequestEncoder encoder = encoder();
        plain = encoder.noHints().template();
        zeroLength = form.write() ? null : encoder.noHints().byteEnables(0, 0);
        carry(form.ph(), form.namespace());
    }

    private MemoryRequestEncoder encoder() {
        return new MemoryRequestEncoder()
                .flit(form.flit())
                .kind(form.write() ? TlpKind.MWR : TlpKind.MRD)
                .requesterId(form.requesterId())
                .addressType(form.translated() ? TlpLayout.AT_TRANSLATED : TlpLayout.AT_UNTRANSLATED)
                .attr((form.relaxed() ? ATTR_RELAXED_ORDERING : 0) | (form.ido() ? ATTR_ID_BASED_ORDERING : 0));
    }

    /**
     * Requests carry another hint from now on; tags still come from the look-up. Allocates.
     *
     * @param ph 0 to 3, or {@link #NO_HINT}
     */
    public void carry(int ph, TagNamespace newNamespace) {
        hinted = ph != NO_HINT;
        namespace = newNamespace;
        MemoryRequestEncoder encoder = encoder();
        tagged8 = hinted ? encoder.hints(ph, 0).template() : plain;
        tagged16 = hinted ? encoder.extendedHints(ph, 0).forcePrefix(true).template() : plain;
        boolean due = hinted && namespace != TagNamespace.FOLLOWS_ENABLE;
        untaggedFlags = formFlags | (due ? TlpRecordLayout.FLAG_TAG_DUE : 0);
    }

    /** The tag was never granted: a request without it lacks nothing, until it carries another hint. */
    public void owesNoTag() {
        untaggedFlags = formFlags;
    }

    private static int flags(Form form) {
        return (form.flit() ? TlpRecordLayout.FLAG_FLIT : 0)
                | (form.relaxed() ? TlpRecordLayout.FLAG_RELAXED : 0)
                | (form.ido() ? TlpRecordLayout.FLAG_IDO : 0);
    }

    /** True for reads; only they have a form of length zero. */
    public boolean isRead() {
        return zeroLength != null;
    }

    /**
     * Encodes one request at {@code record + EMITTED} and sets the record's lengths and flags.
     *
     * @param bytes 1 to 4096, not crossing a 4 KiB boundary
     */
    public void encode(UnsafeBuffer records, int record, long address, int bytes) {
        describe(
                records,
                record,
                address,
                choose().encodeInto(records, record + TlpRecordLayout.EMITTED, address, bytes));
    }

    /**
     * As {@link #encode}, but a read of one DW with no byte enabled, which returns nothing and proves that the writes before it have arrived
     * (PCIe Base Specification 2.2.5). It carries no hint whatever the form says: a hinted read implies that all bytes are enabled.
     */
    public void encodeZeroLengthRead(UnsafeBuffer records, int record, long address) {
        describe(
                records,
                record,
                address,
                zeroLength.address(address).encode(records, record + TlpRecordLayout.EMITTED));
    }

    private void describe(UnsafeBuffer records, int record, long address, int header) {
        int base = address >>> 32 == 0 ? 12 : 16;
        records.putByte(record + TlpRecordLayout.EMITTED_BYTES, (byte) header);
        records.putByte(record + TlpRecordLayout.DELIVERED_BYTES, (byte) 0);
        records.putByte(record + TlpRecordLayout.PREFIX_BYTES, (byte) (header - base));
        records.putByte(
                record + TlpRecordLayout.FLAGS, (byte) (chosenSt > 0 || isWithoutSt() ? formFlags : untaggedFlags));
        records.putByte(record + TlpRecordLayout.OUTCOME, (byte) 0);
    }

    /** Enabled in No ST mode: no request has a tag, so none is missing. */
    private boolean isWithoutSt() {
        int control = capability.control();
        return (control & PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK) != 0
                && (control & PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK) == 0;
    }

    private MemoryRequestTemplate choose() {
        chosenSt = 0;
        if (!hinted) {
            return plain;
        }
        int st = lookup.st(lookupIndex);
        if (st == StLookup.NO_TPH) {
            return plain;
        }
        if (namespace != TagNamespace.EIGHT_BIT) {
            boolean extended = (capability.control() & EXTENDED_ENABLED) == EXTENDED_ENABLED;
            if (!extended && namespace == TagNamespace.SIXTEEN_BIT) {
                return plain;
            }
            if (extended && st != StLookup.NO_PREFERENCE) {
                chosenSt = st;
                tagged16.st(st);
                return tagged16;
            }
        }
        chosenSt = st & MASK_8;
        tagged8.st(chosenSt);
        return tagged8;
    }

    /** For tests and set-up: the header alone, with the present tag. @return its length */
    public int encodeHeader(MutableDirectBuffer buffer, int offset, long address, int bytes) {
        return choose().encodeInto(buffer, offset, address, bytes);
    }
}
