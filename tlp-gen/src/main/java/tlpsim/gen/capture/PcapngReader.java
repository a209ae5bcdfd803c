package tlpsim.gen.capture;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** pcapng: any number of sections and interfaces; blocks of unknown type are passed over. */
final class PcapngReader extends CaptureReader {
    private final List<Interface> interfaces = new ArrayList<>();
    private long seconds;
    private long psOfSecond;

    /** Takes over after the four bytes of the first block's type. */
    PcapngReader(String name, CaptureInput input) {
        super(name, input);
        readSection();
    }

    @Override
    boolean readRecord() {
        while (true) {
            input.beginRecord(frameNumber() + 1);
            if (!input.readOrEnd(0, Integer.BYTES)) {
                return false;
            }
            int type = input.i32(0);
            if (type == PcapngLayout.SECTION_HEADER) {
                readSection();
                continue;
            }
            int end = readBlock();
            switch (type) {
                case PcapngLayout.INTERFACE_DESCRIPTION -> readInterface(end);
                case PcapngLayout.ENHANCED_PACKET -> {
                    readPacket(input.u32(PcapngLayout.BODY_OFFSET), end);
                    return true;
                }
                case PcapngLayout.PACKET -> {
                    readPacket(input.u16(PcapngLayout.BODY_OFFSET), end);
                    return true;
                }
                case PcapngLayout.SIMPLE_PACKET -> {
                    readSimplePacket(end);
                    return true;
                }
                default -> {}
            }
        }
    }

    /** The byte order of a section stands after its length, so both are read before either is understood. */
    private void readSection() {
        input.read(4, 8);
        input.order(ByteOrder.BIG_ENDIAN);
        int magic = input.i32(8);
        if (magic == PcapngLayout.SWAPPED_BYTE_ORDER_MAGIC) {
            input.order(ByteOrder.LITTLE_ENDIAN);
        } else if (magic != PcapngLayout.BYTE_ORDER_MAGIC) {
            throw input.problem("the byte-order magic is " + HexFormat.of().toHexDigits(magic), "");
        }
        long length = input.u32(4);
        if (length < PcapngLayout.SECTION_HEADER_BYTES) {
            throw input.problem("a section header of " + length + " bytes is too short", "");
        }
        finishBlock(length, 12);
        interfaces.clear();
    }

    /** Reads the rest of a block. @return the offset behind its body */
    private int readBlock() {
        input.read(4, 4);
        return finishBlock(input.u32(4), PcapngLayout.BODY_OFFSET);
    }

    private int finishBlock(long length, int alreadyRead) {
        if (length < PcapngLayout.BLOCK_OVERHEAD_BYTES || length % Integer.BYTES != 0) {
            throw input.problem("a block of " + length + " bytes is no multiple of 4 from 12 up", "");
        }
        input.read(alreadyRead, length - alreadyRead);
        int end = (int) length - Integer.BYTES;
        if (input.u32(end) != length) {
            throw input.problem("a block begins with length " + length + " and ends with " + input.u32(end), "");
        }
        return end;
    }

    private void readInterface(int end) {
        requireBody(end, PcapngLayout.INTERFACE_BODY_BYTES, "interface description");
        Interface added = new Interface();
        added.linkType = input.u16(PcapngLayout.BODY_OFFSET);
        added.snaplen = input.u32(PcapngLayout.BODY_OFFSET + 4);
        int offset = PcapngLayout.BODY_OFFSET + PcapngLayout.INTERFACE_BODY_BYTES;
        while (offset + 4 <= end && input.u16(offset) != PcapngLayout.OPTION_END) {
            int code = input.u16(offset);
            int length = input.u16(offset + 2);
            if (offset + 4 + length > end) {
                throw input.problem("option " + code + " of an interface runs beyond its block", "");
            }
            added.option(code, length, offset + 4);
            offset += 4 + (length + 3) / 4 * 4;
        }
        interfaces.add(added);
    }

    private void readPacket(long interfaceId, int end) {
        requireBody(end, PcapngLayout.PACKET_BODY_BYTES, "packet");
        Interface from = interfaceOf(interfaceId);
        long units = input.u32(PcapngLayout.BODY_OFFSET + 4) << 32 | input.u32(PcapngLayout.BODY_OFFSET + 8);
        from.convert(units);
        takeData(
                from,
                PcapngLayout.BODY_OFFSET + PcapngLayout.PACKET_BODY_BYTES,
                input.u32(PcapngLayout.BODY_OFFSET + 12),
                input.u32(PcapngLayout.BODY_OFFSET + 16),
                end);
    }

    /** Has no time of its own: it takes that of the packet before it. */
    private void readSimplePacket(int end) {
        requireBody(end, PcapngLayout.SIMPLE_PACKET_BODY_BYTES, "simple packet");
        Interface from = interfaceOf(0);
        long original = input.u32(PcapngLayout.BODY_OFFSET);
        long captured = from.snaplen == 0 ? original : Math.min(original, from.snaplen);
        takeData(from, PcapngLayout.BODY_OFFSET + PcapngLayout.SIMPLE_PACKET_BODY_BYTES, captured, original, end);
    }

    private void takeData(Interface from, int offset, long captured, long original, int end) {
        if (offset + captured > end) {
            throw input.problem("a packet of " + captured + " bytes runs beyond its block", "");
        }
        linkType = from.linkType;
        fcsBytes = from.fcsBytes;
        dataOffset = offset;
        capturedBytes = (int) captured;
        originalBytes = Math.max(captured, original);
        time(seconds, psOfSecond);
    }

    private Interface interfaceOf(long id) {
        if (id >= interfaces.size()) {
            throw input.problem("names interface " + id + ", but " + interfaces.size() + " are described", "");
        }
        return interfaces.get((int) id);
    }

    private void requireBody(int end, int bytes, String block) {
        if (end < PcapngLayout.BODY_OFFSET + bytes) {
            throw input.problem("a block of kind " + block + " is too short", "");
        }
    }

    /** What an Interface Description Block says. */
    private final class Interface {
        private int linkType;
        private long snaplen;
        private int fcsBytes;
        private int resolution = 6;
        private long offsetSeconds;

        private void option(int code, int length, int offset) {
            if (code == PcapngLayout.OPTION_TSRESOL && length >= 1) {
                resolution = input.bytes()[offset] & 0xFF;
                boolean binary = resolution >= 0x80;
                if (binary && resolution > 0x80 + 62 || !binary && resolution > 18) {
                    throw input.problem("if_tsresol " + resolution + " is finer than 64 bits of time can hold", "");
                }
            } else if (code == PcapngLayout.OPTION_FCSLEN && length >= 1) {
                fcsBytes = input.bytes()[offset] & 0xFF;
            } else if (code == PcapngLayout.OPTION_TSOFFSET && length >= 8) {
                offsetSeconds = input.i64(offset);
            }
        }

        private void convert(long units) {
            if (resolution >= 0x80) {
                int bits = resolution - 0x80;
                long fraction = units & ((1L << bits) - 1);
                seconds = (units >>> bits) + offsetSeconds;
                // 2^62 x 10^12 needs 102 bits: the high 64 of a product with the fraction aligned to bit 63.
                psOfSecond = bits == 0 ? 0 : Math.multiplyHigh(fraction << (62 - bits), PS_PER_SECOND << 2);
                return;
            }
            long perSecond = 1;
            for (int i = 0; i < resolution; i++) {
                perSecond *= 10;
            }
            seconds = Long.divideUnsigned(units, perSecond) + offsetSeconds;
            long fraction = Long.remainderUnsigned(units, perSecond);
            psOfSecond = perSecond <= PS_PER_SECOND
                    ? fraction * (PS_PER_SECOND / perSecond)
                    : fraction / (perSecond / PS_PER_SECOND);
        }
    }
}
