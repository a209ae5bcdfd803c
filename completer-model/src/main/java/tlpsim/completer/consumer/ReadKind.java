package tlpsim.completer.consumer;

/** What a core reads, for the split of its hits. Codes index counters. */
public enum ReadKind {
    COMPLETION("completion"),
    HEADER("header"),
    PAYLOAD("payload"),
    WORKING_SET("working-set");

    public static final int COUNT = 4;

    private final String label;

    ReadKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
