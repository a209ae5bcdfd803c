package tlpsim.gen.capture;

import java.io.Closeable;
import java.nio.file.Path;
import tlpsim.core.problem.InvalidInputException;

/**
 * The packets of a capture as traffic for a port: when, how long, which flow. Reads Ethernet, Linux cooked, loopback
 * and raw IP link types; records of other link types are passed over and counted.
 */
public final class PacketCaptureReader implements Closeable {
    /** Longest flow key: two IPv6 addresses and two ports. */
    public static final int MAX_FLOW_KEY_BYTES = FrameLayout.IPV6_ADDRESSES_BYTES + FrameLayout.PORTS_BYTES;

    private final CaptureReader records;
    private final FrameFlyweight frame = new FrameFlyweight();
    private final byte[] flowKey = new byte[MAX_FLOW_KEY_BYTES];
    private int flowKeyBytes;
    private int protocol;
    private long skippedFrames;

    public PacketCaptureReader(CaptureReader records) {
        this.records = records;
    }

    /** @throws InvalidInputException if the file is missing, unreadable or not a capture */
    public static PacketCaptureReader open(Path file) {
        return new PacketCaptureReader(CaptureReader.open(file));
    }

    /** Goes to the next packet. @return false at the end of the file */
    public boolean next() {
        while (records.next()) {
            if (FrameFlyweight.knows(records.linkType())) {
                frame.wrap(records);
                takeFlow();
                return true;
            }
            skippedFrames++;
        }
        return false;
    }

    /** Time since the file's first record; negative where the file is not in order of time. */
    public long timePs() {
        return records.relativePs();
    }

    /** 1-based number of the frame in the file. */
    public long frameNumber() {
        return records.frameNumber();
    }

    /**
     * Layer 2 without FCS, preamble and gap. Frames recorded shorter than the 60 bytes to which Ethernet pads count as
     * 60; link types without an Ethernet header count as if they had one.
     */
    public int lengthBytes() {
        long length = Math.max(FrameLayout.ETHERNET_MIN_BYTES, frame.etherBytes());
        return (int) Math.min(Integer.MAX_VALUE, length);
    }

    /**
     * What RSS hashes, in the order of the wire: source address, destination address, then source port and destination
     * port where the packet is unfragmented TCP or UDP. Valid until {@link #next()}.
     */
    public byte[] flowKey() {
        return flowKey;
    }

    /** 12 or 36 with ports (IPv4, IPv6), 8 or 32 without, 0 where the packet is not IP. */
    public int flowKeyBytes() {
        return flowKeyBytes;
    }

    /** IP protocol, or -1 where the packet is not IP. */
    public int protocol() {
        return protocol;
    }

    /** Records so far whose link type carries no packets. */
    public long skippedFrames() {
        return skippedFrames;
    }

    private void takeFlow() {
        flowKeyBytes = 0;
        protocol = frame.protocol();
        boolean wide = frame.networkVersion() == 6;
        if (frame.networkVersion() == 0) {
            return;
        }
        int addresses = wide ? FrameLayout.IPV6_ADDRESSES_OFFSET : FrameLayout.IPV4_ADDRESSES_OFFSET;
        append(
                frame.networkOffset() + addresses,
                wide ? FrameLayout.IPV6_ADDRESSES_BYTES : FrameLayout.IPV4_ADDRESSES_BYTES);
        if (frame.transportOffset() != FrameFlyweight.ABSENT) {
            append(frame.transportOffset(), FrameLayout.PORTS_BYTES);
        }
    }

    private void append(int offset, int count) {
        System.arraycopy(records.bytes(), offset, flowKey, flowKeyBytes, count);
        flowKeyBytes += count;
    }

    @Override
    public void close() {
        records.close();
    }
}
