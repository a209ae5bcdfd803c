package tlpsim.core.config;

import java.util.List;
import java.util.Optional;

/**
 * What an image says, register by register. Parts that the function does not have, or that the image does not hold, are
 * absent; {@link #findings} tells missing from cut off.
 */
public record DecodedFunction(
        ConfigImage image,
        Header header,
        CapabilityChains chains,
        Optional<PcieRegisters> pcie,
        Optional<MsixRegisters> msix,
        ExtendedRegisters extended,
        List<Finding> findings) {

    public DecodedFunction {
        findings = List.copyOf(findings);
    }

    /** Extended capabilities with a part in TPH. */
    public record ExtendedRegisters(
            Optional<TphRegisters> tph, Optional<AcsRegisters> acs, Optional<SriovRegisters> sriov) {}

    /**
     * The header (section 7.5.1).
     *
     * @param classCode 24 bits: base class, sub-class, programming interface
     * @param type      0 for functions, 1 for bridges, 2 for CardBus
     * @param buses     of a bridge
     */
    public record Header(int vendorId, int deviceId, int classCode, int type, Optional<Buses> buses) {}

    /** Bus numbers of a bridge, 0 to 255. */
    public record Buses(int primary, int secondary, int subordinate) {
        /** Whether a bus is below the bridge. A bridge that nobody configured has 0 everywhere and nothing below. */
        public boolean contains(int bus) {
            return secondary != 0 && bus >= secondary && bus <= subordinate;
        }
    }

    public Optional<PortType> portType() {
        return pcie.map(PcieRegisters::portType);
    }

    public Optional<TphRegisters> tph() {
        return extended.tph();
    }

    public Optional<AcsRegisters> acs() {
        return extended.acs();
    }

    public Optional<SriovRegisters> sriov() {
        return extended.sriov();
    }

    /** Whether the image holds enough to say that the function has no TPH Requester capability. */
    public boolean knowsExtendedSpace() {
        return image.sizeBytes() > PciConfigLayout.PCI_CFG_SPACE_SIZE && !image.allOnes();
    }
}
