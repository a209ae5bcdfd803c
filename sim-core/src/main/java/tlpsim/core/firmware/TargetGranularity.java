package tlpsim.core.firmware;

/** The finest target that firmware gives a tag of its own. */
public enum TargetGranularity {
    CORE,
    CLUSTER,
    SOCKET
}
