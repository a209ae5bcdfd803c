package tlpsim.core.kernel;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;

/**
 * The registers of a function that is described, not imported: PCI Express capability, three extended capabilities with TPH in the middle, and an
 * MSI-X table.
 *
 * <pre>
 *   40h  PCI Express, Device Capabilities 2 at 64h
 *  100h  Device Serial Number  ->  140h TPH Requester, if there is one  ->  1E0h Vendor-Specific
 * </pre>
 */
public final class FunctionImage {
    /** Where the TPH Requester capability stands. */
    public static final int TPH_OFFSET = 0x140;
    /** The extended capability before it. */
    public static final int SERIAL_NUMBER_OFFSET = 0x100;
    /** The extended capability behind it. */
    public static final int VENDOR_SPECIFIC_OFFSET = 0x1E0;
    /** Port type of an ordinary endpoint. */
    public static final int TYPE_ENDPOINT = 0;
    /** Port type of a root port. */
    public static final int TYPE_ROOT_PORT = 4;
    /** Port type of a Root Complex Integrated Endpoint. */
    public static final int TYPE_RC_END = 9;

    private static final int PCIE_OFFSET = 0x40;
    private static final int EXT_ID_SERIAL_NUMBER = 0x0003;
    private static final int EXT_ID_VENDOR_SPECIFIC = 0x000B;
    private static final int VERSION_1 = 1 << 16;

    private final Optional<TphRequesterCapability> tph;
    private final Optional<MsixTable> msixTable;
    private final ImageConfigAccess config;
    private final MsixAccess msix;

    /**
     * @param portType    of the PCI Express capability
     * @param completer   Device Capabilities 2 bits 13:12
     * @param requester   empty for a function without the TPH Requester capability
     * @param msixEntries 0 without MSI-X
     * @param vectors     interrupts that are set up, from entry 0
     */
    public FunctionImage(
            int portType, int completer, Optional<TphRequesterConfig> requester, int msixEntries, int vectors) {
        UnsafeBuffer image = new UnsafeBuffer(new byte[ImageConfigAccess.SIZE_BYTES]);
        writeHeaders(image, portType, completer, requester.isPresent());
        tph = requester.map(announced -> TphRequesterCapability.create(
                image, TPH_OFFSET, VENDOR_SPECIFIC_OFFSET, announced, ReservedEnablePolicy.STORE));
        config = tph.map(capability -> ImageConfigAccess.of(image, capability, TPH_OFFSET))
                .orElseGet(() -> ImageConfigAccess.readOnly(image));
        msixTable = msixEntries == 0 ? Optional.empty() : Optional.of(table(msixEntries));
        msix = msixTable
                .<MsixAccess>map(table -> new TableMsixAccess(table, vectors))
                .orElse(MsixAccess.NONE);
    }

    private static void writeHeaders(UnsafeBuffer image, int portType, int completer, boolean hasTph) {
        image.putShort(PciConfigLayout.PCI_STATUS, (short) PciConfigLayout.PCI_STATUS_CAP_LIST, LITTLE_ENDIAN);
        image.putInt(PciConfigLayout.PCI_CAPABILITY_LIST, PCIE_OFFSET, LITTLE_ENDIAN);
        int flags = 2 | portType << PciConfigLayout.PCI_EXP_FLAGS_TYPE_SHIFT;
        image.putInt(PCIE_OFFSET, PciConfigLayout.PCI_CAP_ID_EXP | flags << 16, LITTLE_ENDIAN);
        int devCap2 = completer << PciTphLayout.TPH_COMP_SHIFT;
        image.putInt(PCIE_OFFSET + PciConfigLayout.PCI_EXP_DEVCAP2, devCap2, LITTLE_ENDIAN);
        int next = hasTph ? TPH_OFFSET : VENDOR_SPECIFIC_OFFSET;
        image.putInt(
                SERIAL_NUMBER_OFFSET,
                EXT_ID_SERIAL_NUMBER | VERSION_1 | next << PciConfigLayout.EXTENDED_NEXT_SHIFT,
                LITTLE_ENDIAN);
        image.putInt(VENDOR_SPECIFIC_OFFSET, EXT_ID_VENDOR_SPECIFIC | VERSION_1, LITTLE_ENDIAN);
    }

    private MsixTable table(int entries) {
        UnsafeBuffer memory = new UnsafeBuffer(new byte[MsixTable.sizeBytes(entries)]);
        MsixTable table = tph.map(capability -> MsixTable.wrap(memory, 0, entries, capability))
                .orElseGet(() -> MsixTable.wrapWithoutTags(memory, 0, entries));
        table.reset();
        return table;
    }

    public ImageConfigAccess config() {
        return config;
    }

    public MsixAccess msix() {
        return msix;
    }

    public Optional<TphRequesterCapability> tph() {
        return tph;
    }

    public Optional<MsixTable> msixTable() {
        return msixTable;
    }
}
