package tlpsim.core.pipeline;

/** Passed at every ring and promise access. Tests put yields here to shake the threads; production passes {@link #OPEN}. */
public interface Gate {
    /** Does nothing. */
    Gate OPEN = () -> {};

    /** Called on the accessing thread; may yield or spin, must not block. */
    void pass();
}
