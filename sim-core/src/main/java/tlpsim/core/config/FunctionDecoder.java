package tlpsim.core.config;

import static tlpsim.core.config.CapabilityChains.hex;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CAP;
import static tlpsim.core.config.PciConfigLayout.PCI_CAP_ID_EXP;
import static tlpsim.core.config.PciConfigLayout.PCI_CAP_ID_MSIX;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CLASS_REVISION;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_FLAGS;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCAP;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCTL2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_ACS;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_SRIOV;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_BRIDGE;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_MASK;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_TABLE;
import static tlpsim.core.config.PciConfigLayout.PCI_PRIMARY_BUS;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_INITIAL_VF;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_VF_DID;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_VF_OFFSET;
import static tlpsim.core.config.PciConfigLayout.PCI_STD_HEADER_SIZEOF;
import static tlpsim.core.config.PciConfigLayout.PCI_VENDOR_ID;
import static tlpsim.core.tph.PciTphLayout.PCI_EXT_CAP_ID_TPH;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_BASE_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL;
import static tlpsim.core.tph.PciTphLayout.ST_ENTRY_BYTES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tlpsim.core.tph.StTableLocation;

/** Reads an image into {@link DecodedFunction}. No image makes it fail. */
public final class FunctionDecoder {
    private final ConfigImage image;
    private final CapabilityChains chains;
    private final List<Finding> findings = new ArrayList<>();

    private FunctionDecoder(ConfigImage image) {
        this.image = image;
        this.chains = CapabilityChains.walk(image);
        this.findings.addAll(chains.findings());
    }

    public static DecodedFunction decode(ConfigImage image) {
        return new FunctionDecoder(image).decode();
    }

    private DecodedFunction decode() {
        Optional<PcieRegisters> pcie =
                chains.find(PCI_CAP_ID_EXP).map(CapabilityHeader::offset).flatMap(this::pcie);
        Optional<MsixRegisters> msix =
                chains.find(PCI_CAP_ID_MSIX).map(CapabilityHeader::offset).flatMap(this::msix);
        Optional<TphRegisters> tph = chains.findExtended(PCI_EXT_CAP_ID_TPH).flatMap(this::tph);
        Optional<AcsRegisters> acs = chains.findExtended(PCI_EXT_CAP_ID_ACS)
                .map(CapabilityHeader::offset)
                .flatMap(this::acs);
        Optional<SriovRegisters> sriov = chains.findExtended(PCI_EXT_CAP_ID_SRIOV)
                .map(CapabilityHeader::offset)
                .flatMap(this::sriov);
        if (pcie.isPresent() && image.sizeBytes() <= PCI_CFG_SPACE_SIZE) {
            findings.add(new Finding(
                    -1,
                    "extended configuration space is not in the dump: " + image.sizeBytes() + " of "
                            + PCI_CFG_SPACE_EXP_SIZE + " bytes"));
        } else if (image.sizeBytes() > PCI_CFG_SPACE_SIZE
                && image.sizeBytes() < PCI_CFG_SPACE_EXP_SIZE
                && !chains.cutOff()) {
            findings.add(new Finding(
                    -1,
                    "the dump ends after " + image.sizeBytes() + " of " + PCI_CFG_SPACE_EXP_SIZE
                            + " bytes; no capability chain leads beyond"));
        }
        DecodedFunction function = new DecodedFunction(
                image, header(), chains, pcie, msix, new DecodedFunction.ExtendedRegisters(tph, acs, sriov), findings);
        findings.addAll(ConformanceCheck.findings(function));
        return new DecodedFunction(image, function.header(), chains, pcie, msix, function.extended(), findings);
    }

    private DecodedFunction.Header header() {
        int type = image.unsignedByte(PCI_HEADER_TYPE) & PCI_HEADER_TYPE_MASK;
        Optional<DecodedFunction.Buses> buses = Optional.empty();
        if (type == PCI_HEADER_TYPE_BRIDGE && image.has(0, PCI_STD_HEADER_SIZEOF)) {
            buses = Optional.of(new DecodedFunction.Buses(
                    image.unsignedByte(PCI_PRIMARY_BUS),
                    image.unsignedByte(PCI_PRIMARY_BUS + 1),
                    image.unsignedByte(PCI_PRIMARY_BUS + 2)));
        }
        return new DecodedFunction.Header(
                image.unsignedShort(PCI_VENDOR_ID),
                image.unsignedShort(PCI_VENDOR_ID + 2),
                image.dword(PCI_CLASS_REVISION) >>> 8,
                type,
                buses);
    }

    private Optional<PcieRegisters> pcie(int offset) {
        if (!known(offset, PCI_EXP_FLAGS + 2, "PCI Express")) {
            return Optional.empty();
        }
        int flags = image.unsignedShort(offset + PCI_EXP_FLAGS);
        boolean second = (flags & 0xF) >= 2;
        return Optional.of(new PcieRegisters(
                offset,
                flags,
                register(offset + PCI_EXP_DEVCTL, true),
                new PcieRegisters.Link(
                        register(offset + PCI_EXP_LNKCAP, true), register(offset + PCI_EXP_LNKCTL, true)),
                register(offset + PCI_EXP_DEVCAP2, second),
                register(offset + PCI_EXP_DEVCTL2, second),
                register(offset + PCI_EXP_LNKCTL2, second)));
    }

    private OptionalInt register(int offset, boolean exists) {
        boolean inside = offset + 4 <= PCI_CFG_SPACE_SIZE && image.has(offset, 4);
        return exists && inside ? OptionalInt.of(image.dword(offset)) : OptionalInt.empty();
    }

    private Optional<MsixRegisters> msix(int offset) {
        if (!known(offset, 8, "MSI-X")) {
            return Optional.empty();
        }
        return Optional.of(new MsixRegisters(
                offset, image.unsignedShort(offset + PCI_MSIX_FLAGS), image.dword(offset + PCI_MSIX_TABLE)));
    }

    private Optional<TphRegisters> tph(CapabilityHeader header) {
        int offset = header.offset();
        if (!known(offset, PCI_TPH_BASE_SIZEOF, "TPH Requester")) {
            return Optional.empty();
        }
        TphRegisters bare = new TphRegisters(
                offset,
                header.version(),
                image.dword(offset + PCI_TPH_CAP),
                image.dword(offset + PCI_TPH_CTRL),
                List.of());
        List<Integer> entries = new ArrayList<>();
        if (bare.location() == StTableLocation.CAPABILITY) {
            for (int i = 0; i < bare.tableEntries(); i++) {
                int at = offset + PCI_TPH_BASE_SIZEOF + ST_ENTRY_BYTES * i;
                if (!image.has(at, ST_ENTRY_BYTES)) {
                    String what = "the dump holds " + i + " of the " + bare.tableEntries() + " ST table entries";
                    findings.add(new Finding(offset, what));
                    break;
                }
                entries.add(image.unsignedShort(at));
            }
        }
        return Optional.of(new TphRegisters(offset, bare.version(), bare.capability(), bare.control(), entries));
    }

    private Optional<AcsRegisters> acs(int offset) {
        if (!known(offset, 8, "ACS")) {
            return Optional.empty();
        }
        int registers = image.dword(offset + PCI_ACS_CAP);
        return Optional.of(new AcsRegisters(offset, registers & 0xFFFF, registers >>> 16));
    }

    private Optional<SriovRegisters> sriov(int offset) {
        if (!known(offset, PCI_SRIOV_VF_DID + 4, "SR-IOV")) {
            return Optional.empty();
        }
        return Optional.of(new SriovRegisters(
                offset,
                image.unsignedShort(offset + PCI_SRIOV_CTRL),
                image.unsignedShort(offset + PCI_SRIOV_INITIAL_VF + 2),
                image.unsignedShort(offset + PCI_SRIOV_NUM_VF),
                image.unsignedShort(offset + PCI_SRIOV_VF_OFFSET),
                image.unsignedShort(offset + PCI_SRIOV_VF_OFFSET + 2),
                image.unsignedShort(offset + PCI_SRIOV_VF_DID + 2)));
    }

    private boolean known(int offset, int bytes, String name) {
        boolean known = image.has(offset, bytes);
        if (!known) {
            findings.add(new Finding(
                    offset, "the dump ends at " + hex(image.sizeBytes()) + ", inside the " + name + " capability"));
        }
        return known;
    }
}
