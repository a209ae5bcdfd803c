package tlpsim.core.vfio;

/**
 * How vfio-pci is loaded, and what it grants.
 *
 * @param unsafe  the module parameter that opens raw tags at all
 * @param literal whether literal tags may then be supplied and seen in every mode; device-specific access comes with {@code unsafe} alone
 * @param design  the design in use
 * @param choices what no source settles
 */
public record VfioConfig(boolean unsafe, boolean literal, VfioDesign design, VfioChoices choices) {
    /** Raw tags closed, the design of the mail. */
    public static final VfioConfig DEFAULT = new VfioConfig(false, false, VfioDesign.LINUX, VfioChoices.DEFAULT);

    /** Raw tags open. */
    public static final VfioConfig UNSAFE = new VfioConfig(true, true, VfioDesign.LINUX, VfioChoices.DEFAULT);
}
