package tlpsim.core.config;

import java.util.Arrays;

/** Device/Port Type, PCI Express Capabilities bits 7:4 (section 7.5.3.2). */
public enum PortType {
    ENDPOINT(0, "endpoint"),
    LEGACY_ENDPOINT(1, "legacy endpoint"),
    ROOT_PORT(4, "root port"),
    SWITCH_UPSTREAM(5, "switch upstream port"),
    SWITCH_DOWNSTREAM(6, "switch downstream port"),
    PCIE_TO_PCI_BRIDGE(7, "PCIe to PCI bridge"),
    PCI_TO_PCIE_BRIDGE(8, "PCI to PCIe bridge"),
    RC_INTEGRATED_ENDPOINT(9, "RCiEP"),
    RC_EVENT_COLLECTOR(10, "root complex event collector"),
    /** Any other encoding. */
    RESERVED(15, "reserved port type");

    private static final PortType[] BY_CODE = new PortType[16];

    static {
        Arrays.fill(BY_CODE, RESERVED);
        for (PortType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String title;

    PortType(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Decodes the four low bits. */
    public static PortType of(int code) {
        return BY_CODE[code & 15];
    }

    public int code() {
        return code;
    }

    /** What a reader calls it. */
    public String title() {
        return title;
    }

    /** A port that forwards TLPs of others: the ports to which End-End prefix blocking and ACS redirection apply. */
    public boolean forwards() {
        return this == ROOT_PORT || this == SWITCH_UPSTREAM || this == SWITCH_DOWNSTREAM;
    }

    /** A function that issues requests of its own below a root port. */
    public boolean isEndpoint() {
        return this == ENDPOINT || this == LEGACY_ENDPOINT;
    }

    /** TPH Completer Supported is Reserved in switch ports and bridges (section 7.5.3.15). */
    public boolean hasCompleterField() {
        return this == ROOT_PORT || isEndpoint() || this == RC_INTEGRATED_ENDPOINT;
    }
}
