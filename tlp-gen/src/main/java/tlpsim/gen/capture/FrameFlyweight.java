package tlpsim.gen.capture;

import static tlpsim.gen.capture.FrameLayout.ETHERNET_BYTES;

/**
 * A captured frame: finds the network and transport headers behind the link type of the record. What snaplen has cut is
 * absent, never a fault.
 */
final class FrameFlyweight {
    /** Offsets where there is no such header, or not all of it was captured. */
    static final int ABSENT = -1;

    private byte[] bytes;
    private int end;
    private int networkOffset;
    private int networkVersion;
    private int protocol;
    private int transportOffset;
    private boolean fragment;
    private long etherBytes;

    /** Looks at the reader's current record. */
    void wrap(CaptureReader record) {
        bytes = record.bytes();
        int start = record.dataOffset();
        long frameBytes = Math.max(0, record.originalBytes() - record.fcsBytes());
        end = start + (int) Math.min(record.capturedBytes(), frameBytes);
        networkOffset = ABSENT;
        transportOffset = ABSENT;
        networkVersion = 0;
        protocol = ABSENT;
        fragment = false;
        int linkBytes = switch (record.linkType()) {
            case FrameLayout.LINKTYPE_ETHERNET -> wrapEthernet(start);
            case FrameLayout.LINKTYPE_LINUX_SLL ->
                wrapCooked(start, FrameLayout.SLL_BYTES, FrameLayout.SLL_PROTOCOL_OFFSET);
            case FrameLayout.LINKTYPE_LINUX_SLL2 ->
                wrapCooked(start, FrameLayout.SLL2_BYTES, FrameLayout.SLL2_PROTOCOL_OFFSET);
            case FrameLayout.LINKTYPE_NULL, FrameLayout.LINKTYPE_LOOP ->
                wrapIp(start + FrameLayout.NULL_BYTES, FrameLayout.NULL_BYTES);
            case FrameLayout.LINKTYPE_RAW, FrameLayout.LINKTYPE_IPV4, FrameLayout.LINKTYPE_IPV6 -> wrapIp(start, 0);
            default -> ABSENT;
        };
        etherBytes = linkBytes == ABSENT ? ABSENT : frameBytes - linkBytes + ETHERNET_BYTES;
        if (networkOffset != ABSENT) {
            wrapNetwork();
        }
    }

    /** True for link types whose frames carry Ethernet or IP. */
    static boolean knows(int linkType) {
        return switch (linkType) {
            case FrameLayout.LINKTYPE_ETHERNET,
                    FrameLayout.LINKTYPE_LINUX_SLL,
                    FrameLayout.LINKTYPE_LINUX_SLL2,
                    FrameLayout.LINKTYPE_NULL,
                    FrameLayout.LINKTYPE_LOOP,
                    FrameLayout.LINKTYPE_RAW,
                    FrameLayout.LINKTYPE_IPV4,
                    FrameLayout.LINKTYPE_IPV6 -> true;
            default -> false;
        };
    }

    /** Length as an Ethernet frame without FCS; other link headers count as the 14 bytes of Ethernet's. */
    long etherBytes() {
        return etherBytes;
    }

    /** 4, 6, or 0 where the frame holds no IP header, or not all of it. */
    int networkVersion() {
        return networkVersion;
    }

    int networkOffset() {
        return networkOffset;
    }

    /** IP protocol of the transport header. */
    int protocol() {
        return protocol;
    }

    /** Offset behind the IP headers of an unfragmented packet, or {@link #ABSENT}; at least the ports are captured. */
    int transportOffset() {
        return transportOffset;
    }

    /** Offset behind the captured bytes. */
    int end() {
        return end;
    }

    int u16(int offset) {
        return (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
    }

    int i32(int offset) {
        return u16(offset) << 16 | u16(offset + 2);
    }

    private int wrapEthernet(int start) {
        int offset = start + FrameLayout.ETHERTYPE_OFFSET;
        if (offset + 2 > end) {
            return ETHERNET_BYTES;
        }
        int type = u16(offset);
        while (type == FrameLayout.ETHERTYPE_VLAN || type == FrameLayout.ETHERTYPE_SERVICE_VLAN) {
            offset += FrameLayout.VLAN_BYTES;
            if (offset + 2 > end) {
                return ETHERNET_BYTES;
            }
            type = u16(offset);
        }
        takeNetwork(type, offset + 2);
        return ETHERNET_BYTES;
    }

    private int wrapCooked(int start, int headerBytes, int protocolOffset) {
        if (start + headerBytes <= end) {
            takeNetwork(u16(start + protocolOffset), start + headerBytes);
        }
        return headerBytes;
    }

    private int wrapIp(int offset, int linkBytes) {
        if (offset < end) {
            int version = bytes[offset] >>> 4 & 0xF;
            takeNetwork(version == 6 ? FrameLayout.ETHERTYPE_IPV6 : FrameLayout.ETHERTYPE_IPV4, offset);
        }
        return linkBytes;
    }

    private void takeNetwork(int type, int offset) {
        if (type == FrameLayout.ETHERTYPE_IPV4 || type == FrameLayout.ETHERTYPE_IPV6) {
            networkOffset = offset;
        }
    }

    private void wrapNetwork() {
        int version = networkOffset < end ? bytes[networkOffset] >>> 4 & 0xF : 0;
        if (version == 4 && networkOffset + FrameLayout.IPV4_BYTES <= end) {
            wrapIpv4();
        } else if (version == 6 && networkOffset + FrameLayout.IPV6_BYTES <= end) {
            wrapIpv6();
        }
    }

    private void wrapIpv4() {
        networkVersion = 4;
        protocol = bytes[networkOffset + FrameLayout.IPV4_PROTOCOL_OFFSET] & 0xFF;
        int fragmentBits = u16(networkOffset + FrameLayout.IPV4_FRAGMENT_OFFSET) & FrameLayout.IPV4_FRAGMENT_MASK;
        fragment = fragmentBits != 0;
        takeTransport(networkOffset + (bytes[networkOffset] & 0xF) * Integer.BYTES);
    }

    private void wrapIpv6() {
        networkVersion = 6;
        int next = bytes[networkOffset + FrameLayout.IPV6_NEXT_HEADER_OFFSET] & 0xFF;
        int offset = networkOffset + FrameLayout.IPV6_BYTES;
        while (isExtension(next) && offset + 8 <= end) {
            fragment |= next == FrameLayout.PROTOCOL_FRAGMENT;
            int units = next == FrameLayout.PROTOCOL_FRAGMENT ? 0 : bytes[offset + 1] & 0xFF;
            next = bytes[offset] & 0xFF;
            offset += (units + 1) * 8;
        }
        protocol = next;
        takeTransport(offset);
    }

    private static boolean isExtension(int header) {
        return header == FrameLayout.PROTOCOL_HOP_BY_HOP
                || header == FrameLayout.PROTOCOL_ROUTING
                || header == FrameLayout.PROTOCOL_FRAGMENT
                || header == FrameLayout.PROTOCOL_DESTINATION;
    }

    private void takeTransport(int offset) {
        boolean hasPorts = protocol == FrameLayout.PROTOCOL_TCP || protocol == FrameLayout.PROTOCOL_UDP;
        if (hasPorts && !fragment && offset + FrameLayout.PORTS_BYTES <= end) {
            transportOffset = offset;
        }
    }
}
