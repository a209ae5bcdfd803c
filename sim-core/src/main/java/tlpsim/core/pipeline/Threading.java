package tlpsim.core.pipeline;

/** How agents are spread over threads. The result never depends on it. */
public enum Threading {
    /** All agents on the calling thread. */
    INLINE("inline"),
    /** Source on the calling thread, Memory and Recorder on a second. */
    PIPELINED("pipelined"),
    /** Source, Memory and Recorder on three threads. */
    SPREAD("spread");

    private final String label;

    Threading(String label) {
        this.label = label;
    }

    /** The word of {@code --threading}. */
    public String label() {
        return label;
    }
}
