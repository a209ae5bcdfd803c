package tlpsim.completer.consumer;

/** What reads the data of units in place of a core: engines beside a peer's memory. */
public interface UnitEngine {
    /** A core is done at {@code endPs} with its part of the next unit of {@code queue} and leaves the rest. */
    void kick(long endPs, int queue);
}
