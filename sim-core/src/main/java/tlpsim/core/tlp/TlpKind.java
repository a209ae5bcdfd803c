package tlpsim.core.tlp;

/** What a TLP is, whatever its mode and address size, under the specification's name. */
public enum TlpKind {
    RESERVED("reserved", "Reserved"),
    NOP("NOP", "Nop"),
    MRD("MRd", "MemRead"),
    MRD_LK("MRdLk", "MemReadLocked"),
    MWR("MWr", "MemWrite"),
    FETCH_ADD("FetchAdd", "FetchAdd"),
    SWAP("Swap", "Swap"),
    CAS("CAS", "Cas"),
    DMWR("DMWr", "DMWr"),
    UIO_MRD("UIOMRd", "UioMemRead"),
    UIO_MWR("UIOMWr", "UioMemWrite"),
    CPL("Cpl", "Cpl"),
    CPLD("CplD", "CplD"),
    CPL_LK("CplLk", "CplLk"),
    CPLD_LK("CplDLk", "CplDLk"),
    UIO_WR_CPL("UIOWrCpl", "UioWrCpl"),
    UIO_RD_CPL("UIORdCpl", "UioRdCpl"),
    UIO_RD_CPLD("UIORdCplD", "UioRdCplD"),
    IORD("IORd", "IoRead"),
    IOWR("IOWr", "IoWrite"),
    CFG_RD0("CfgRd0", "CfgRead0"),
    CFG_WR0("CfgWr0", "CfgWrite0"),
    CFG_RD1("CfgRd1", "CfgRead1"),
    CFG_WR1("CfgWr1", "CfgWrite1"),
    MSG("Msg", "Msg"),
    MSGD("MsgD", "MsgD"),
    LOCAL_PREFIX("LocalPrefix", "LocalTlpPrefix");

    private final String specName;
    private final String flitName;

    TlpKind(String specName, String flitName) {
        this.specName = specName;
        this.flitName = flitName;
    }

    public String specName() {
        return specName;
    }

    /** The long name in use for Flit Mode types; 32 or 64 follows for the kinds of {@link #hasTwoAddressSizes()}. */
    public String flitName() {
        return flitName;
    }

    /** True for the kinds that exist with a 32-bit and with a 64-bit address. */
    public boolean hasTwoAddressSizes() {
        return ordinal() >= MRD.ordinal() && ordinal() <= DMWR.ordinal();
    }

    /** Requests to Memory Space, the only ones for which hints are defined (2.2.7.1). */
    public boolean isMemoryRequest() {
        return ordinal() >= MRD.ordinal() && ordinal() <= UIO_MWR.ordinal();
    }

    public boolean isAtomic() {
        return this == FETCH_ADD || this == SWAP || this == CAS;
    }

    public boolean isCompletion() {
        return ordinal() >= CPL.ordinal() && ordinal() <= UIO_RD_CPLD.ordinal();
    }

    public boolean isUioCompletion() {
        return ordinal() >= UIO_WR_CPL.ordinal() && ordinal() <= UIO_RD_CPLD.ordinal();
    }

    public boolean isIo() {
        return this == IORD || this == IOWR;
    }

    public boolean isConfig() {
        return ordinal() >= CFG_RD0.ordinal() && ordinal() <= CFG_WR1.ordinal();
    }

    public boolean isMessage() {
        return this == MSG || this == MSGD;
    }
}
