package tlpsim.core.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The accesses of operations in their order, so that each can take effect on hardware at a time of its own. Not thread safe.
 */
public final class AccessTrace {
    private List<TracedAccess> accesses = new ArrayList<>();

    /** All accesses since the last call. */
    public List<TracedAccess> take() {
        List<TracedAccess> taken = accesses;
        accesses = new ArrayList<>();
        return taken;
    }

    private void add(TracedAccess.Kind kind, int at, int bytes, int value) {
        accesses.add(new TracedAccess(kind, at, bytes, value));
    }

    /** The same registers, with what is done to them written down. */
    public ConfigAccess over(ConfigAccess registers) {
        return new ConfigAccess() {
            @Override
            public boolean present() {
                return registers.present();
            }

            @Override
            public int read32(int offset) {
                add(TracedAccess.Kind.CONFIG_READ, offset, 4, 0);
                return registers.read32(offset);
            }

            @Override
            public void write32(int offset, int value) {
                add(TracedAccess.Kind.CONFIG_WRITE, offset, 4, value);
                registers.write32(offset, value);
            }

            @Override
            public int read16(int offset) {
                add(TracedAccess.Kind.CONFIG_READ, offset, 2, 0);
                return registers.read16(offset);
            }

            @Override
            public void write16(int offset, int value) {
                add(TracedAccess.Kind.CONFIG_WRITE, offset, 2, value);
                registers.write16(offset, value);
            }
        };
    }

    /** The same table, with what is done to it written down. */
    public MsixAccess over(MsixAccess table) {
        return new MsixAccess() {
            @Override
            public boolean enabled() {
                return table.enabled();
            }

            @Override
            public int entries() {
                return table.entries();
            }

            @Override
            public VectorState vector(int index) {
                return table.vector(index);
            }

            @Override
            public int readVectorControl(int index) {
                add(TracedAccess.Kind.MMIO_READ, index, 4, 0);
                return table.readVectorControl(index);
            }

            @Override
            public void writeVectorControl(int index, int value) {
                add(TracedAccess.Kind.MMIO_WRITE, index, 4, value);
                table.writeVectorControl(index, value);
            }
        };
    }
}
