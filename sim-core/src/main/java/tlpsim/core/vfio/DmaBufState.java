package tlpsim.core.vfio;

import java.util.Locale;

/** Where a dma-buf's mapping stands. */
public enum DmaBufState {
    /** Importers may send. */
    MAPPED,
    /** Invalidated: importers send no more, but what is under way still carries the tags fetched before. */
    IN_FLIGHT,
    /** Nothing is under way any more. */
    REVOKED;

    /** For people, as scripts spell it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
