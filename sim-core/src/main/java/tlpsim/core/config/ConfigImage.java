package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;

import java.util.Arrays;

/**
 * The bytes of one function's configuration space at one moment: at most 4096, from offset 0. What lies beyond the
 * known bytes is not known; it reads as 0, and {@link #has} tells.
 */
public final class ConfigImage {
    private final byte[] bytes;
    private final int sizeBytes;

    private ConfigImage(byte[] bytes, int sizeBytes) {
        this.bytes = bytes;
        this.sizeBytes = sizeBytes;
    }

    /** Copies the bytes; those beyond 4096 are no configuration space and are left out. */
    public static ConfigImage of(byte[] known) {
        return new ConfigImage(
                Arrays.copyOf(known, PCI_CFG_SPACE_EXP_SIZE), Math.min(known.length, PCI_CFG_SPACE_EXP_SIZE));
    }

    /** How many bytes are known, 0 to 4096. */
    public int sizeBytes() {
        return sizeBytes;
    }

    public boolean has(int offset, int count) {
        return offset >= 0 && offset + count <= sizeBytes;
    }

    public int unsignedByte(int offset) {
        return offset >= 0 && offset < bytes.length ? bytes[offset] & 0xFF : 0;
    }

    public int unsignedShort(int offset) {
        return unsignedByte(offset) | unsignedByte(offset + 1) << 8;
    }

    public int dword(int offset) {
        return unsignedShort(offset) | unsignedShort(offset + 2) << 16;
    }

    /** What a read of a function that does not answer returns (section 2.3.2, completion with error status). */
    public boolean allOnes() {
        for (int i = 0; i < sizeBytes; i++) {
            if (bytes[i] != (byte) 0xFF) {
                return false;
            }
        }
        return sizeBytes > 0;
    }

    /** The known bytes, as a copy. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, sizeBytes);
    }
}
