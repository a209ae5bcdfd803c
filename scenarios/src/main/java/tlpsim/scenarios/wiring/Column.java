package tlpsim.scenarios.wiring;

/** The columns of a run's answer: the same traffic under different hints. */
public enum Column {
    /** TH=0; the platform's default for device writes unchanged. */
    HINTS_OFF("hints off"),
    /** What the scenario says. */
    CONFIGURED("as configured"),
    /** The same hint policy with every tag right, fresh, unaliased, on a path that supports it. */
    PERFECT_TAGS("perfect tags"),
    /** Every consumer read of device-written data is served by its own L2, without capacity, and I/O causes no DRAM traffic. */
    IDEAL_BOUND("ideal bound");

    private final String label;

    Column(String label) {
        this.label = label;
    }

    /** Heading in tables, key in JSON with {@code _} for spaces. */
    public String label() {
        return label;
    }
}
