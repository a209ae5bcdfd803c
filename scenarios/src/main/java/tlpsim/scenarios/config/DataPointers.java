package tlpsim.scenarios.config;

/** What a device reads to learn where the data of an NVMe command lies. */
public enum DataPointers {
    PRP,
    NONE
}
