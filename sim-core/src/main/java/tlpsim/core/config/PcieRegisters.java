package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EE_PREFIX;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EE_PREFIX_MAX_SHIFT;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EXT_FMT;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKSTA2_FLIT;

import java.util.Optional;
import java.util.OptionalInt;
import tlpsim.core.tph.TphCompleterSupport;

/**
 * The PCI Express capability (section 7.5.3). A register that the capability's version does not have, or that the image
 * does not hold, is absent.
 *
 * @param offset        where the capability starts
 * @param flags         PCI Express Capabilities, 16 bits
 * @param deviceControl Device Control in bits 15:0, Device Status above
 * @param linkStatus    Link Control in bits 15:0, Link Status above
 * @param devCtl2       Device Control 2 in bits 15:0
 * @param linkStatus2   Link Control 2 in bits 15:0, Link Status 2 above
 */
public record PcieRegisters(
        int offset,
        int flags,
        OptionalInt deviceControl,
        Link link,
        OptionalInt devCap2,
        OptionalInt devCtl2,
        OptionalInt linkStatus2) {

    /** Link Capabilities, and Link Control with Link Status above it. */
    public record Link(OptionalInt capabilities, OptionalInt status) {}

    public int version() {
        return flags & 0xF;
    }

    /** Device/Port Type as it stands, 0 to 15. */
    public int typeCode() {
        return flags >>> 4 & 0xF;
    }

    public PortType portType() {
        return PortType.of(typeCode());
    }

    /** Absent where Device Capabilities 2 is. */
    public Optional<TphCompleterSupport> completer() {
        return devCap2.isPresent() ? Optional.of(TphCompleterSupport.ofDevCap2(devCap2.getAsInt())) : Optional.empty();
    }

    public boolean extendedFmt() {
        return (devCap2.orElse(0) & PCI_EXP_DEVCAP2_EXT_FMT) != 0;
    }

    public boolean endEndPrefix() {
        return (devCap2.orElse(0) & PCI_EXP_DEVCAP2_EE_PREFIX) != 0;
    }

    /** Max End-End TLP Prefixes: 1 to 4; 00b means 4. */
    public int maxEndEndPrefixes() {
        int field = devCap2.orElse(0) >>> PCI_EXP_DEVCAP2_EE_PREFIX_MAX_SHIFT & 3;
        return field == 0 ? 4 : field;
    }

    /** End-End TLP Prefix Blocking is set. */
    public boolean prefixBlocking() {
        return (devCtl2.orElse(0) & PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING) != 0;
    }

    /** Max_Payload_Size in force, 128 to 4096; absent for the reserved encodings. */
    public OptionalInt maxPayloadBytes() {
        return size(5);
    }

    /** Max_Read_Request_Size in force, 128 to 4096; absent for the reserved encodings. */
    public OptionalInt maxReadRequestBytes() {
        return size(12);
    }

    /** Generation of the link as it runs, else as it could: 1 to 6; absent where neither says. */
    public OptionalInt linkGeneration() {
        return linkUp()
                ? generation(link.status().orElse(0) >>> 16)
                : generation(link.capabilities().orElse(0));
    }

    /** Lanes of the link as it runs, else as it could; absent where neither says. */
    public OptionalInt linkLanes() {
        int register =
                linkUp() ? link.status().orElse(0) >>> 16 : link.capabilities().orElse(0);
        int lanes = register >>> 4 & 0x3F;
        return lanes == 0 ? OptionalInt.empty() : OptionalInt.of(lanes);
    }

    /** Link Status holds a speed and a width. A port without a device may hold both as well. */
    public boolean linkUp() {
        int status = link.status().orElse(0) >>> 16;
        return (status & 0xF) != 0 && (status >>> 4 & 0x3F) != 0;
    }

    /** Link Status 2 says that the link is in Flit Mode. */
    public boolean flitMode() {
        return (linkStatus2.orElse(0) >>> 16 & PCI_EXP_LNKSTA2_FLIT) != 0;
    }

    private static OptionalInt generation(int register) {
        int code = register & 0xF;
        return code >= 1 && code <= 6 ? OptionalInt.of(code) : OptionalInt.empty();
    }

    private OptionalInt size(int shift) {
        int code = deviceControl.orElse(0) >>> shift & 7;
        return deviceControl.isEmpty() || code > 5 ? OptionalInt.empty() : OptionalInt.of(128 << code);
    }
}
