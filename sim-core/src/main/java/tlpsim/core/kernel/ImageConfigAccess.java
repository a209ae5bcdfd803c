package tlpsim.core.kernel;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.concurrent.AtomicBuffer;
import tlpsim.core.tph.TphRequesterCapability;

/**
 * Configuration space in memory: everything is read-only but the TPH Requester capability, which keeps its own rules per bit. Behind the end all
 * reads give ones and writes do nothing: a capability of a broken device may reach there.
 */
public final class ImageConfigAccess implements ConfigAccess {
    /** Bytes of an image. */
    public static final int SIZE_BYTES = 4096;

    private final AtomicBuffer image;
    private final TphRequesterCapability tph;
    private final int tphOffset;
    private boolean present = true;

    private ImageConfigAccess(AtomicBuffer image, TphRequesterCapability tph, int tphOffset) {
        this.image = image;
        this.tph = tph;
        this.tphOffset = tphOffset;
    }

    /** An image of 4,096 bytes with a TPH Requester capability in it. */
    public static ImageConfigAccess of(AtomicBuffer image, TphRequesterCapability tph, int tphOffset) {
        return new ImageConfigAccess(image, tph, tphOffset);
    }

    /** An image of 4,096 bytes in which nothing can be written. */
    public static ImageConfigAccess readOnly(AtomicBuffer image) {
        return new ImageConfigAccess(image, null, SIZE_BYTES);
    }

    /** Takes the function away, or brings it back. */
    public void present(boolean now) {
        present = now;
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public int read32(int offset) {
        return reads(offset, 4) ? image.getInt(offset, LITTLE_ENDIAN) : -1;
    }

    @Override
    public int read16(int offset) {
        return reads(offset, 2) ? image.getShort(offset, LITTLE_ENDIAN) & 0xFFFF : 0xFFFF;
    }

    @Override
    public void write32(int offset, int value) {
        write(offset, 4, value);
    }

    @Override
    public void write16(int offset, int value) {
        write(offset, 2, value);
    }

    private boolean reads(int offset, int bytes) {
        return present && offset >= 0 && offset + bytes <= SIZE_BYTES;
    }

    private void write(int offset, int bytes, int value) {
        boolean inside = offset >= tphOffset && tph != null && offset + bytes <= tphOffset + tph.sizeBytes();
        if (inside && reads(offset, bytes)) {
            tph.write(offset - tphOffset, bytes, value);
        }
    }
}
