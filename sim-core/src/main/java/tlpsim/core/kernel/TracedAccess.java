package tlpsim.core.kernel;

/**
 * One access of software to a function's registers.
 *
 * @param at    offset in configuration space, or entry of the MSI-X table
 * @param bytes 2 or 4
 * @param value what is written; 0 for reads
 */
public record TracedAccess(Kind kind, int at, int bytes, int value) {
    /** Where an access goes. */
    public enum Kind {
        CONFIG_READ,
        CONFIG_WRITE,
        MMIO_READ,
        MMIO_WRITE;

        public boolean isConfig() {
            return this == CONFIG_READ || this == CONFIG_WRITE;
        }

        public boolean isWrite() {
            return this == CONFIG_WRITE || this == MMIO_WRITE;
        }
    }

    /** Does to hardware what the access does; a read does nothing. */
    public void apply(ConfigAccess config, MsixAccess msix) {
        if (kind == Kind.MMIO_WRITE) {
            msix.writeVectorControl(at, value);
        } else if (kind == Kind.CONFIG_WRITE && bytes == 2) {
            config.write16(at, value);
        } else if (kind == Kind.CONFIG_WRITE) {
            config.write32(at, value);
        }
    }
}
