package tlpsim.core.kernel;

import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;

import tlpsim.core.config.ConfigSpace;

/**
 * The configuration space of a live function. Behind its end all reads give ones and writes do nothing: a capability of a broken device may reach there.
 */
public final class LiveConfigAccess implements ConfigAccess {
    private final ConfigSpace space;
    private boolean present = true;

    public LiveConfigAccess(ConfigSpace space) {
        this.space = space;
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
        return reaches(offset, 4) ? space.read(offset, 4) : -1;
    }

    @Override
    public int read16(int offset) {
        return reaches(offset, 2) ? space.read(offset, 2) : 0xFFFF;
    }

    @Override
    public void write32(int offset, int value) {
        if (reaches(offset, 4)) {
            space.write(offset, 4, value);
        }
    }

    @Override
    public void write16(int offset, int value) {
        if (reaches(offset, 2)) {
            space.write(offset, 2, value);
        }
    }

    private boolean reaches(int offset, int bytes) {
        return present && offset >= 0 && offset + bytes <= PCI_CFG_SPACE_EXP_SIZE;
    }
}
