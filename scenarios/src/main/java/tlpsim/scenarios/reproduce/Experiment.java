package tlpsim.scenarios.reproduce;

import java.util.List;
import java.util.stream.Stream;

/**
 * The experiments of the study, as its scripts set them up: L2 forwarding, bursts of 32, 4,096 flows.
 * Source: Farshin et al., USENIX ATC 2020, artefact aliireza/ddio-bench, the .testie file of each experiment.
 */
public enum Experiment {
    PKTSIZE_DESC("pktsize-desc", "packet bytes", "receive descriptors"),
    DDIO_TUNE("ddio-tune", "", "DDIO ways"),
    CORES_VS_WAYS("cores-vs-ways", "cores", "DDIO ways"),
    PKT_RATE("pkt-rate", "", "replay rate"),
    CORES("cores", "", "cores"),
    PROCESS_TIME("process-time", "", "calls per packet");

    private static final int DEFAULT_WAYS = 2;
    private static final int LARGE = 1500;
    private static final int RING = 4096;

    private final String label;
    private final String paramName;
    private final String xName;

    Experiment(String label, String paramName, String xName) {
        this.label = label;
        this.paramName = paramName;
        this.xName = xName;
    }

    public String label() {
        return label;
    }

    /** What the column {@code param} holds; empty where it must be empty. */
    public String paramName() {
        return paramName;
    }

    public String xName() {
        return xName;
    }

    /** @return null where nothing has this name */
    static Experiment parse(String text) {
        for (Experiment experiment : values()) {
            if (experiment.label.equals(text)) {
                return experiment;
            }
        }
        return null;
    }

    public static List<String> labels() {
        return Stream.of(values()).map(Experiment::label).toList();
    }

    /** @param param see {@link #paramName}; ignored where there is none */
    public ForwardingSetup setup(int param, int x) {
        return switch (this) {
            case PKTSIZE_DESC -> new ForwardingSetup(1, x, param, DEFAULT_WAYS, 0, 0);
            case DDIO_TUNE -> new ForwardingSetup(1, RING, 1024, x, 0, 0);
            case CORES_VS_WAYS -> new ForwardingSetup(param, RING / Math.max(1, param), LARGE, x, 0, 0);
            case PKT_RATE -> new ForwardingSetup(2, RING, LARGE, DEFAULT_WAYS, x, 0);
            case CORES -> new ForwardingSetup(x, 256, LARGE, DEFAULT_WAYS, 0, 0);
            case PROCESS_TIME -> new ForwardingSetup(2, RING / 2, LARGE, DEFAULT_WAYS, 0, x);
        };
    }
}
