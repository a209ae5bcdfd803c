package tlpsim.gen.capture;

/** Link types, and the offsets of the link, network and transport headers that are looked into. */
final class FrameLayout {
    static final int LINKTYPE_NULL = 0;
    static final int LINKTYPE_ETHERNET = 1;
    static final int LINKTYPE_RAW = 101;
    static final int LINKTYPE_LOOP = 108;
    static final int LINKTYPE_LINUX_SLL = 113;
    /** The user link type under which public dissectors expect raw TLPs. */
    static final int LINKTYPE_USER0 = 147;

    static final int LINKTYPE_IPV4 = 228;
    static final int LINKTYPE_IPV6 = 229;
    static final int LINKTYPE_LINUX_SLL2 = 276;

    static final int ETHERNET_BYTES = 14;
    static final int ETHERTYPE_OFFSET = 12;
    static final int VLAN_BYTES = 4;
    /** Shortest Ethernet frame without its FCS. */
    static final int ETHERNET_MIN_BYTES = 60;

    static final int SLL_BYTES = 16;
    static final int SLL_PROTOCOL_OFFSET = 14;
    static final int SLL2_BYTES = 20;
    static final int SLL2_PROTOCOL_OFFSET = 0;
    static final int NULL_BYTES = 4;

    static final int ETHERTYPE_IPV4 = 0x0800;
    static final int ETHERTYPE_IPV6 = 0x86DD;
    static final int ETHERTYPE_VLAN = 0x8100;
    static final int ETHERTYPE_SERVICE_VLAN = 0x88A8;

    static final int IPV4_BYTES = 20;
    static final int IPV4_TOTAL_LENGTH_OFFSET = 2;
    static final int IPV4_FRAGMENT_OFFSET = 6;
    /** More Fragments, and the fragment offset. */
    static final int IPV4_FRAGMENT_MASK = 0x3FFF;

    static final int IPV4_PROTOCOL_OFFSET = 9;
    static final int IPV4_ADDRESSES_OFFSET = 12;
    static final int IPV4_ADDRESSES_BYTES = 8;
    static final int IPV6_BYTES = 40;
    static final int IPV6_NEXT_HEADER_OFFSET = 6;
    static final int IPV6_ADDRESSES_OFFSET = 8;
    static final int IPV6_ADDRESSES_BYTES = 32;
    static final int PORTS_BYTES = 4;

    static final int PROTOCOL_TCP = 6;
    static final int PROTOCOL_UDP = 17;
    static final int PROTOCOL_HOP_BY_HOP = 0;
    static final int PROTOCOL_ROUTING = 43;
    static final int PROTOCOL_FRAGMENT = 44;
    static final int PROTOCOL_DESTINATION = 60;

    static final int UDP_BYTES = 8;
    static final int UDP_LENGTH_OFFSET = 4;

    private FrameLayout() {}
}
