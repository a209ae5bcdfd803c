package tlpsim.gen.capture;

/** NetTLP's encapsulation (Kuga et al., NSDI 2020): UDP payload = sequence u16, timestamp u32, TLP; big-endian. */
final class NetTlpLayout {
    static final int FIRST_PORT = 0x3000;
    static final int LAST_PORT = 0x300F;
    static final int SEQUENCE_OFFSET = 0;
    static final int TIMESTAMP_OFFSET = 2;
    static final int HEADER_BYTES = 6;

    private NetTlpLayout() {}
}
