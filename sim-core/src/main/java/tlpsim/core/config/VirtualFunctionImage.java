package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_CAPABILITY_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CLASS_REVISION;
import static tlpsim.core.config.PciConfigLayout.PCI_COMMAND;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_SRIOV;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS_CAP_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_STD_HEADER_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_BASE_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL;
import static tlpsim.core.tph.PciTphLayout.ST_ENTRY_BYTES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The configuration space of a VF in its reset state, made from that of its PF (section 9.3): vendor and device id read
 * FFFFh, there is no SR-IOV capability, capability registers are those of the PF, controls are 0.
 */
final class VirtualFunctionImage {
    private final DecodedFunction physical;
    private final ByteBuffer bytes = ByteBuffer.allocate(PCI_CFG_SPACE_EXP_SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private VirtualFunctionImage(DecodedFunction physical) {
        this.physical = physical;
        bytes.put(0, physical.image().toByteArray());
    }

    static ConfigImage of(DecodedFunction physical) {
        VirtualFunctionImage image = new VirtualFunctionImage(physical);
        image.clearControls();
        image.header();
        image.unlinkSriov();
        return ConfigImage.of(image.bytes.array());
    }

    private void clearControls() {
        RegisterMasks masks = RegisterMasks.of(physical, false);
        for (int at = 0; at < PCI_CFG_SPACE_EXP_SIZE; at += 4) {
            bytes.putInt(at, bytes.getInt(at) & ~masks.writable(at) & ~masks.clearable(at));
        }
        physical.tph().ifPresent(tph -> {
            int end = tph.offset()
                    + PCI_TPH_BASE_SIZEOF
                    + ST_ENTRY_BYTES * tph.entries().size();
            for (int at = tph.offset() + PCI_TPH_CTRL; at < end; at++) {
                bytes.put(at, (byte) 0);
            }
        });
    }

    private void header() {
        int pointer = bytes.get(PCI_CAPABILITY_LIST);
        int classRevision = bytes.getInt(PCI_CLASS_REVISION);
        for (int at = 0; at < PCI_STD_HEADER_SIZEOF; at += 4) {
            bytes.putInt(at, 0);
        }
        bytes.putInt(0, -1);
        bytes.putInt(PCI_COMMAND, PCI_STATUS_CAP_LIST << 16);
        bytes.putInt(PCI_CLASS_REVISION, classRevision);
        bytes.put(PCI_CAPABILITY_LIST, (byte) pointer);
    }

    private void unlinkSriov() {
        List<CapabilityHeader> chain = physical.chains().extended();
        for (int i = 0; i < chain.size(); i++) {
            int at = chain.get(i).offset();
            if (chain.get(i).id() != PCI_EXT_CAP_ID_SRIOV) {
                continue;
            }
            int next = bytes.getInt(at) & 0xFFF00000;
            if (at == PCI_CFG_SPACE_SIZE) {
                // The chain starts here whatever stands here: a null capability keeps the rest of it.
                bytes.putInt(at, next);
            } else {
                int before = chain.get(i - 1).offset();
                bytes.putInt(before, bytes.getInt(before) & 0xFFFFF | next);
            }
        }
    }
}
