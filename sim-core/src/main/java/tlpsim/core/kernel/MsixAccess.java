package tlpsim.core.kernel;

/** MSI-X of one function, as the kernel sees it: its interrupts, and the table in memory space. */
public interface MsixAccess {
    /** A function without MSI-X. */
    MsixAccess NONE = new MsixAccess() {
        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public int entries() {
            return 0;
        }

        @Override
        public VectorState vector(int index) {
            return VectorState.NO_IRQ;
        }

        @Override
        public int readVectorControl(int index) {
            throw new IllegalStateException("no MSI-X table: index=" + index);
        }

        @Override
        public void writeVectorControl(int index, int value) {
            throw new IllegalStateException("no MSI-X table: index=" + index);
        }
    };

    /** What the kernel has for an index of the table. */
    enum VectorState {
        /** No interrupt is set up there. */
        NO_IRQ,
        /** An interrupt without a descriptor of MSI. */
        NO_DESCRIPTOR,
        /** A descriptor that stands for no entry of the table. */
        VIRTUAL,
        READY;

        /** For people. */
        public String words() {
            return switch (this) {
                case NO_IRQ -> "no interrupt";
                case NO_DESCRIPTOR -> "no descriptor";
                case VIRTUAL -> "virtual";
                case READY -> "ready";
            };
        }
    }

    boolean enabled();

    /** Entries of the table, 0 without MSI-X. */
    int entries();

    /** Any index may be asked for. */
    VectorState vector(int index);

    /** {@code index} is below {@link #entries}. */
    int readVectorControl(int index);

    /** {@code index} is below {@link #entries}. */
    void writeVectorControl(int index, int value);
}
