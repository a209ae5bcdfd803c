package tlpsim.scenarios.config;

/** Replacement policies of a cache. */
public enum Replacement {
    LRU,
    FIFO,
    PLRU,
    SRRIP,
    RANDOM
}
