package tlpsim.core.kernel;

import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.tph.PciTphLayout;

/** A root port, and the firmware method on the handle of its host bridge. */
public final class RootPort {
    /** A function that has no root port above it. */
    public static final RootPort NONE = new RootPort("none", null, DsmMethod.ABSENT);

    /** What {@link #completerBits} gives where nothing can be read. */
    static final int UNREADABLE = -1;

    private final String name;
    private final ConfigAccess config;
    private final DsmMethod dsm;
    private final int pcieOffset;

    /** @param config null only for {@link #NONE} */
    private RootPort(String name, ConfigAccess config, DsmMethod dsm) {
        this.name = name;
        this.config = config;
        this.dsm = dsm;
        this.pcieOffset = config == null ? 0 : CapabilitySearch.findCapability(config, PciConfigLayout.PCI_CAP_ID_EXP);
    }

    /** A root port with its configuration space; {@link DsmMethod#ABSENT} where firmware has no method. */
    public static RootPort of(String name, ConfigAccess config, DsmMethod dsm) {
        return new RootPort(name, config, dsm);
    }

    public String name() {
        return name;
    }

    boolean exists() {
        return config != null;
    }

    DsmMethod dsm() {
        return dsm;
    }

    /** Device Capabilities 2 bits 13:12 as they read, or {@link #UNREADABLE}. */
    int completerBits(AccessCounter counter) {
        if (config == null || pcieOffset == 0) {
            return UNREADABLE;
        }
        counter.configRead();
        if (!config.present()) {
            return UNREADABLE;
        }
        int register = config.read32(pcieOffset + PciConfigLayout.PCI_EXP_DEVCAP2);
        return (register & PciTphLayout.PCI_EXP_DEVCAP2_TPH_COMP_MASK) >>> PciTphLayout.TPH_COMP_SHIFT;
    }
}
