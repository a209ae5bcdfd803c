package tlpsim.gen.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Builds capture files by hand, in either byte order. */
final class CaptureBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static CaptureBytes pcap(ByteOrder order, int magic, int linkType) {
        return new CaptureBytes(order)
                .u32(magic)
                .u16(2)
                .u16(4)
                .u32(0)
                .u32(0)
                .u32(65535)
                .u32(linkType);
    }

    static CaptureBytes pcapng(ByteOrder order) {
        return new CaptureBytes(order).section();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    CaptureBytes u8(int value) {
        bytes.write(value);
        return this;
    }

    CaptureBytes u16(int value) {
        boolean big = order == ByteOrder.BIG_ENDIAN;
        return u8(big ? value >>> 8 : value).u8(big ? value : value >>> 8);
    }

    CaptureBytes u32(long value) {
        int high = (int) (value >>> 16);
        int low = (int) value;
        boolean big = order == ByteOrder.BIG_ENDIAN;
        return u16((big ? high : low) & 0xFFFF).u16((big ? low : high) & 0xFFFF);
    }

    CaptureBytes raw(byte[] data) {
        bytes.writeBytes(data);
        return this;
    }

    /** A record of classic pcap. */
    CaptureBytes record(long seconds, long fraction, int originalBytes, byte[] data) {
        return u32(seconds).u32(fraction).u32(data.length).u32(originalBytes).raw(data);
    }

    CaptureBytes section() {
        return block(
                PcapngLayout.SECTION_HEADER,
                new CaptureBytes(order)
                        .u32(PcapngLayout.BYTE_ORDER_MAGIC)
                        .u16(1)
                        .u16(0)
                        .u32(-1)
                        .u32(-1));
    }

    /** An interface; {@code resolution} below 0 leaves the option out. */
    CaptureBytes description(int linkType, int snaplen, int resolution, long offsetSeconds) {
        CaptureBytes body = new CaptureBytes(order).u16(linkType).u16(0).u32(snaplen);
        body.u16(2).u16(3).raw(new byte[] {'l', 'o', '0', 0});
        if (resolution >= 0) {
            body.u16(PcapngLayout.OPTION_TSRESOL)
                    .u16(1)
                    .u8(resolution)
                    .u8(0)
                    .u8(0)
                    .u8(0);
        }
        if (offsetSeconds != 0) {
            boolean big = order == ByteOrder.BIG_ENDIAN;
            body.u16(PcapngLayout.OPTION_TSOFFSET).u16(8);
            body.u32(big ? offsetSeconds >> 32 : offsetSeconds).u32(big ? offsetSeconds : offsetSeconds >> 32);
        }
        body.u16(PcapngLayout.OPTION_END).u16(0);
        return block(PcapngLayout.INTERFACE_DESCRIPTION, body);
    }

    CaptureBytes enhanced(int interfaceId, long units, int originalBytes, byte[] data) {
        CaptureBytes body =
                new CaptureBytes(order).u32(interfaceId).u32(units >>> 32).u32(units);
        return block(
                PcapngLayout.ENHANCED_PACKET,
                body.u32(data.length).u32(originalBytes).raw(data).padded());
    }

    CaptureBytes simple(int originalBytes, byte[] data) {
        return block(
                PcapngLayout.SIMPLE_PACKET,
                new CaptureBytes(order).u32(originalBytes).raw(data).padded());
    }

    CaptureBytes block(int type, CaptureBytes body) {
        int length = body.bytes.size() + PcapngLayout.BLOCK_OVERHEAD_BYTES;
        return u32(type).u32(length).raw(body.toBytes()).u32(length);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    CaptureReader open() {
        return open(bytes.size());
    }

    /** Opens the first {@code length} bytes. */
    CaptureReader open(int length) {
        return CaptureReader.open("test.pcap", new ByteArrayInputStream(toBytes(), 0, length));
    }

    private CaptureBytes padded() {
        while (bytes.size() % Integer.BYTES != 0) {
            u8(0);
        }
        return this;
    }
}
