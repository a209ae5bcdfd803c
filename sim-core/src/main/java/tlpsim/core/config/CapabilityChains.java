package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_CAPABILITY_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_CB_CAPABILITY_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_CARDBUS;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_MASK;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS_CAP_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_STD_HEADER_SIZEOF;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Both capability chains of an image, in chain order. A chain that is cut off, loops, or points outside ends where that
 * happens, and a finding says so; no image makes the walk fail.
 */
public final class CapabilityChains {
    private static final int BROKEN_ID = 0xFF;

    private final ConfigImage image;
    private final List<CapabilityHeader> standard = new ArrayList<>();
    private final List<CapabilityHeader> extended = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final BitSet visited = new BitSet();
    private boolean cutOff;

    private CapabilityChains(ConfigImage image) {
        this.image = image;
    }

    public static CapabilityChains walk(ConfigImage image) {
        CapabilityChains chains = new CapabilityChains(image);
        if (image.sizeBytes() == 0) {
            chains.find(-1, "no configuration space is known");
        } else if (image.allOnes()) {
            chains.find(-1, "every byte is FFh: no device answers, or it is in a power state in which it does not");
        } else {
            chains.walkStandard();
            chains.walkExtended();
        }
        return chains;
    }

    /** Capabilities of the first 256 bytes. */
    public List<CapabilityHeader> standard() {
        return List.copyOf(standard);
    }

    /** Extended capabilities. */
    public List<CapabilityHeader> extended() {
        return List.copyOf(extended);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The image ends before a capability to which a chain points, so that more capabilities may exist. */
    public boolean cutOff() {
        return cutOff;
    }

    /** The first capability with an id, in the first 256 bytes. */
    public Optional<CapabilityHeader> find(int id) {
        return first(standard, id);
    }

    /** The first extended capability with an id. */
    public Optional<CapabilityHeader> findExtended(int id) {
        return first(extended, id);
    }

    private static Optional<CapabilityHeader> first(List<CapabilityHeader> chain, int id) {
        return chain.stream().filter(header -> header.id() == id).findFirst();
    }

    private void walkStandard() {
        if (!image.has(0, PCI_STD_HEADER_SIZEOF)) {
            find(-1, "the dump ends inside the header, after " + image.sizeBytes() + " bytes");
            return;
        }
        if ((image.unsignedShort(PCI_STATUS) & PCI_STATUS_CAP_LIST) == 0) {
            return;
        }
        boolean cardbus = (image.unsignedByte(PCI_HEADER_TYPE) & PCI_HEADER_TYPE_MASK) == PCI_HEADER_TYPE_CARDBUS;
        int at = cardbus ? PCI_CB_CAPABILITY_LIST : PCI_CAPABILITY_LIST;
        int pointer = image.unsignedByte(at);
        while (pointer != 0) {
            int offset = pointer & ~3;
            if (!standardLink(at, pointer, offset)) {
                return;
            }
            int id = image.unsignedByte(offset);
            visited.set(offset);
            standard.add(new CapabilityHeader(offset, id, 0));
            at = offset + 1;
            pointer = image.unsignedByte(at);
        }
    }

    private boolean standardLink(int at, int pointer, int offset) {
        aligned(at, pointer, offset);
        if (offset < PCI_STD_HEADER_SIZEOF) {
            find(at, "the capability chain is broken: next is " + hex(pointer) + ", inside the header");
        } else if (visited.get(offset)) {
            find(at, "the capability chain loops: " + hex(pointer) + " was there before");
        } else if (!image.has(offset, 2)) {
            cutOff(at, pointer);
        } else if (image.unsignedByte(offset) == BROKEN_ID) {
            find(offset, "the capability chain is broken: the id is FFh");
        } else {
            return true;
        }
        return false;
    }

    private void walkExtended() {
        int offset = PCI_CFG_SPACE_SIZE;
        int at = offset;
        while (offset != 0 && extendedLink(at, offset)) {
            int header = image.dword(offset);
            if (header == 0 && offset == PCI_CFG_SPACE_SIZE) {
                return;
            }
            if (header == 0 || header == -1) {
                find(offset, "the extended capability chain is broken: the header is " + hex(header));
                return;
            }
            visited.set(offset);
            extended.add(new CapabilityHeader(offset, header & 0xFFFF, header >>> 16 & 0xF));
            int next = header >>> 20;
            at = offset;
            offset = next & ~3;
            aligned(at, next, offset);
        }
    }

    private boolean extendedLink(int at, int offset) {
        if (offset < PCI_CFG_SPACE_SIZE) {
            find(at, "the extended capability chain is broken: next is " + hex(offset) + ", below 100h");
        } else if (visited.get(offset)) {
            find(at, "the extended capability chain loops: " + hex(offset) + " was there before");
        } else if (image.has(offset, 4)) {
            return true;
        } else if (offset > PCI_CFG_SPACE_SIZE) {
            cutOff(at, offset);
        }
        return false;
    }

    private void aligned(int at, int pointer, int offset) {
        if (pointer != offset) {
            find(at, "next is " + hex(pointer) + ", not a multiple of 4; bits 1:0 are ignored");
        }
    }

    private void cutOff(int at, int pointer) {
        cutOff = true;
        find(at, "the dump ends after " + image.sizeBytes() + " bytes, before the capability at " + hex(pointer));
    }

    private void find(int offset, String text) {
        findings.add(new Finding(offset, text));
    }

    static String hex(int value) {
        return String.format(Locale.ROOT, "%02xh", value);
    }
}
