package tlpsim.scenarios.config;

/** Which of a dma-buf's namespaces requests to a peer take their tag from. */
public enum TargetNamespace {
    EITHER,
    PREFERRED,
    NONE
}
