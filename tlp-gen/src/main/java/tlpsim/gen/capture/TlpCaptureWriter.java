package tlpsim.gen.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Writes TLPs as a nanosecond pcap. Simulated time 0 is the epoch of the file; picoseconds below the nanosecond are cut
 * off. The file appears under its name when {@link #commit} returns; closed without it, nothing is left.
 */
public final class TlpCaptureWriter implements Closeable {
    private static final int PAYLOAD_OFFSET =
            FrameLayout.ETHERNET_BYTES + FrameLayout.IPV4_BYTES + FrameLayout.UDP_BYTES + NetTlpLayout.HEADER_BYTES;
    private static final int MAX_TLP_BYTES = 8192;
    private static final int SNAPLEN = 65535;
    private static final int PS_PER_NS = 1000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Locally administered addresses and the benchmarking network of RFC 2544: nobody's. */
    private static final long REQUESTER_MAC = 0x0200_0000_0001L;

    private static final long COMPLETER_MAC = 0x0200_0000_0002L;
    private static final int REQUESTER_ADDRESS = 0xC612_0001;
    private static final int COMPLETER_ADDRESS = 0xC612_0002;
    private static final int IPV4_VERSION_AND_HEADER_DW = 0x4500;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int TTL_AND_UDP = 64 << 8 | FrameLayout.PROTOCOL_UDP;

    private final ReplacedFile file;
    private final OutputStream stream;
    private final TlpCaptureForm form;
    private final byte[] record = new byte[PcapLayout.RECORD_HEADER_BYTES + PAYLOAD_OFFSET + MAX_TLP_BYTES];
    private long frames;
    private int at;

    public TlpCaptureWriter(Path target, TlpCaptureForm form) throws IOException {
        this.form = form;
        file = new ReplacedFile(target);
        stream = file.stream();
        at = 0;
        u32(PcapLayout.NANOSECOND_MAGIC);
        u16(PcapLayout.VERSION_MAJOR);
        u16(PcapLayout.VERSION_MINOR);
        u32(0);
        u32(0);
        u32(SNAPLEN);
        u32(form == TlpCaptureForm.RAW ? FrameLayout.LINKTYPE_USER0 : FrameLayout.LINKTYPE_ETHERNET);
        stream.write(record, 0, at);
    }

    /**
     * Appends one TLP.
     *
     * @param timePs        simulated time, not negative
     * @param downstream    true for a TLP that travels towards the device: NetTLP's sender is then the other one
     * @param offset        where the TLP begins in {@code tlp}
     * @param capturedBytes what the file shall hold of it: at least prefixes and header
     * @param wireBytes     its whole length with payload and digest, without framing; at most 8192
     */
    public void write(long timePs, boolean downstream, DirectBuffer tlp, int offset, int capturedBytes, int wireBytes)
            throws IOException {
        if (timePs < 0 || capturedBytes > wireBytes || wireBytes > MAX_TLP_BYTES) {
            throw new IllegalArgumentException(
                    "timePs=" + timePs + " capturedBytes=" + capturedBytes + " wireBytes=" + wireBytes);
        }
        int before = form == TlpCaptureForm.RAW ? 0 : PAYLOAD_OFFSET;
        long timeNs = timePs / PS_PER_NS;
        at = 0;
        u32((int) (timeNs / NS_PER_SECOND));
        u32((int) (timeNs % NS_PER_SECOND));
        u32(before + capturedBytes);
        u32(before + wireBytes);
        if (form == TlpCaptureForm.NETTLP) {
            encapsulate(timeNs, downstream, wireBytes);
        }
        tlp.getBytes(offset, record, at, capturedBytes);
        stream.write(record, 0, at + capturedBytes);
        frames++;
    }

    /** TLPs written so far: the number of the last frame. */
    public long frames() {
        return frames;
    }

    /** Completes the file and moves it into place. */
    public void commit() throws IOException {
        file.commit();
    }

    private void encapsulate(long timeNs, boolean downstream, int wireBytes) {
        int udpBytes = FrameLayout.UDP_BYTES + NetTlpLayout.HEADER_BYTES + wireBytes;
        u48(downstream ? REQUESTER_MAC : COMPLETER_MAC);
        u48(downstream ? COMPLETER_MAC : REQUESTER_MAC);
        u16(FrameLayout.ETHERTYPE_IPV4);
        int network = at;
        u16(IPV4_VERSION_AND_HEADER_DW);
        u16(FrameLayout.IPV4_BYTES + udpBytes);
        u16((int) frames);
        u16(DONT_FRAGMENT);
        u16(TTL_AND_UDP);
        u16(0);
        u32(downstream ? COMPLETER_ADDRESS : REQUESTER_ADDRESS);
        u32(downstream ? REQUESTER_ADDRESS : COMPLETER_ADDRESS);
        int transport = at;
        at = network + 10;
        u16(checksum(network));
        at = transport;
        u16(NetTlpLayout.FIRST_PORT);
        u16(NetTlpLayout.FIRST_PORT);
        u16(udpBytes);
        u16(0); // no checksum: it would cover payload that the simulator does not hold
        u16((int) frames);
        u32((int) timeNs);
    }

    /** Internet checksum of the IPv4 header (RFC 1071). */
    private int checksum(int network) {
        int sum = 0;
        for (int i = network; i < network + FrameLayout.IPV4_BYTES; i += 2) {
            sum += (record[i] & 0xFF) << 8 | record[i + 1] & 0xFF;
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return ~sum & 0xFFFF;
    }

    private void u48(long value) {
        u16((int) (value >>> 32));
        u32((int) value);
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    private void u16(int value) {
        record[at++] = (byte) (value >>> 8);
        record[at++] = (byte) value;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
