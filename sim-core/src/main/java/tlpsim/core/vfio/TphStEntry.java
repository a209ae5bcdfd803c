package tlpsim.core.vfio;

/** One entry of a TPH_ST batch; without a table the index names nothing. */
public record TphStEntry(int index, TagTarget target) {}
