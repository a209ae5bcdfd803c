package tlpsim.scenarios.config;

/** What the kernel is started with, as values of its parameter pci. */
public enum KernelParameter {
    /** No TPH at all. */
    NOTPH,
    /** Every mode becomes No ST: tag 0. Known to the posted series only. */
    NOSTMODE
}
