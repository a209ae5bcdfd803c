package tlpsim.scenarios.sweep;

/** The simulator that made a result. Within one version, equal scenarios give equal results. */
public final class ToolVersion {
    /** As {@code --version} prints it. */
    public static final String TEXT = "tlpsim 0.1.0";

    private ToolVersion() {}
}
