package tlpsim.gen.traffic;

/** Says which flow a unit of arrival belongs to. */
public interface FlowSource {
    /** Flow of a unit, 0 to {@code flows() - 1}: a pure function of the index. Does not allocate. */
    int flowAt(long unit);

    int flows();
}
