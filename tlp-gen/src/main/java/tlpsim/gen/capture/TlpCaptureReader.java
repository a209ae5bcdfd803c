package tlpsim.gen.capture;

import java.io.Closeable;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.problem.InvalidInputException;

/**
 * The TLPs of a capture: in NetTLP's encapsulation, or raw under link type 147. Frames of other protocols are passed
 * over and counted.
 *
 * <p>A TLP that snaplen has cut is valid as long as its header is whole; its length comes from the header. A cut
 * header, or a TLP longer than the frame that carried it, is an {@link InvalidInputException}.
 */
public final class TlpCaptureReader implements Closeable {
    private final CaptureReader records;
    private final FrameFlyweight frame = new FrameFlyweight();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int offset;
    private int capturedBytes;
    private int headerBytes;
    private int wireBytes;
    private int senderAddress;
    private int sequence;
    private long adapterTimestamp;
    private long skippedFrames;

    public TlpCaptureReader(CaptureReader records) {
        this.records = records;
    }

    /** @throws InvalidInputException if the file is missing, unreadable or not a capture */
    public static TlpCaptureReader open(Path file) {
        return new TlpCaptureReader(CaptureReader.open(file));
    }

    /** Goes to the next frame that holds a TLP. @return false at the end of the file */
    public boolean next() {
        while (records.next()) {
            if (records.linkType() == FrameLayout.LINKTYPE_USER0) {
                takeRaw();
                return true;
            }
            if (records.linkType() == FrameLayout.LINKTYPE_ETHERNET && isNetTlp()) {
                takeNetTlp();
                return true;
            }
            skippedFrames++;
        }
        return false;
    }

    /** Time since the file's first record, whatever that held; negative where the file is not in order of time. */
    public long timePs() {
        return records.relativePs();
    }

    /** 1-based number of the frame in the file. */
    public long frameNumber() {
        return records.frameNumber();
    }

    /** Holds the TLP from {@link #offset()} on, until {@link #next()}. */
    public DirectBuffer buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    /** Prefixes, header and as much of the payload as the file holds. */
    public int capturedBytes() {
        return capturedBytes;
    }

    /** Prefixes and header. */
    public int headerBytes() {
        return headerBytes;
    }

    /** Prefixes, header, payload and digest as the TLP was on the link; without framing. */
    public int wireBytes() {
        return wireBytes;
    }

    /** IPv4 address that sent the encapsulated TLP: one value per direction of travel; 0 for raw TLPs. */
    public int senderAddress() {
        return senderAddress;
    }

    /** NetTLP's sequence number, 0 to 65535; 0 for raw TLPs. */
    public int sequence() {
        return sequence;
    }

    /** NetTLP's timestamp, in units of the adapter's clock, 0 to 2^32 - 1; 0 for raw TLPs. */
    public long adapterTimestamp() {
        return adapterTimestamp;
    }

    /** Frames so far that held no TLP. */
    public long skippedFrames() {
        return skippedFrames;
    }

    private void takeRaw() {
        senderAddress = 0;
        sequence = 0;
        adapterTimestamp = 0;
        take(records.dataOffset(), records.capturedBytes(), records.originalBytes());
    }

    private boolean isNetTlp() {
        frame.wrap(records);
        if (frame.networkVersion() != 4
                || frame.protocol() != FrameLayout.PROTOCOL_UDP
                || frame.transportOffset() == FrameFlyweight.ABSENT) {
            return false;
        }
        int transport = frame.transportOffset();
        return isTlpPort(frame.u16(transport)) || isTlpPort(frame.u16(transport + 2));
    }

    private static boolean isTlpPort(int port) {
        return port >= NetTlpLayout.FIRST_PORT && port <= NetTlpLayout.LAST_PORT;
    }

    private void takeNetTlp() {
        int header = frame.transportOffset() + FrameLayout.UDP_BYTES;
        int start = header + NetTlpLayout.HEADER_BYTES;
        if (start > frame.end()) {
            throw records.problem("the frame is cut before its TLP", "capture with a longer snaplen");
        }
        int sourceOffset = frame.networkOffset() + FrameLayout.IPV4_ADDRESSES_OFFSET;
        senderAddress = frame.i32(sourceOffset);
        sequence = frame.u16(header + NetTlpLayout.SEQUENCE_OFFSET);
        adapterTimestamp = frame.i32(header + NetTlpLayout.TIMESTAMP_OFFSET) & 0xFFFF_FFFFL;
        int udpBytes = frame.u16(frame.transportOffset() + FrameLayout.UDP_LENGTH_OFFSET);
        int room = udpBytes - FrameLayout.UDP_BYTES - NetTlpLayout.HEADER_BYTES;
        // Behind the UDP payload stands what Ethernet pads short frames with.
        take(start, Math.min(frame.end() - start, Math.max(0, room)), room);
    }

    private void take(int start, int captured, long room) {
        headerBytes = TlpExtent.headerBytes(records.bytes(), start, captured);
        if (headerBytes == TlpExtent.UNKNOWN) {
            throw records.problem(
                    "the header of the TLP is not whole: " + captured + " bytes were captured",
                    "capture with a longer snaplen");
        }
        wireBytes = TlpExtent.totalBytes(records.bytes(), start, captured);
        if (wireBytes > room) {
            throw records.problem(
                    "the header promises a TLP of " + wireBytes + " bytes, but the frame has " + room, "");
        }
        offset = start;
        capturedBytes = Math.min(captured, wireBytes);
        buffer.wrap(records.bytes());
    }

    @Override
    public void close() {
        records.close();
    }
}
