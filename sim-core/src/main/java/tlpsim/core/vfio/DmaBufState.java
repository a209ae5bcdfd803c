package tlpsim.core.vfio;

/** Where a dma-buf's mapping stands. */
public enum DmaBufState {
    /** Importers may send. */
    MAPPED,
    /** Invalidated: importers send no more, but what is under way still carries the tags fetched before. */
    IN_FLIGHT,
    /** Nothing is under way any more. */
    REVOKED
}
