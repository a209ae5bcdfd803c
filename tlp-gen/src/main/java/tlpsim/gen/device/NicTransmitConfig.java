package tlpsim.gen.device;

/**
 * A network device that sends.
 *
 * @param device               index of the device
 * @param firstQueue           global id of its queue 0
 * @param mpsBytes             Max_Payload_Size
 * @param mrrsBytes            Max_Read_Request_Size
 * @param portBitsPerSecond    speed of the network port, layer 1
 * @param bufferBytes          packets that it holds: asked for and not yet on the wire
 * @param readRoomBytes        data that it has asked for and that has not come back, at most
 * @param descriptorBatch      descriptors per fetch at most
 * @param descriptorThreshold  it fetches when a queue has fewer than this many at hand or on the way
 * @param packetsPerEntry      packets that one completion entry reports at most, 1 to 127
 * @param entryWaitPs          longest time that a packet waits to be reported
 * @param engine               what limits it beside buffers and links
 * @param interrupts           interrupts
 */
public record NicTransmitConfig(
        int device,
        int firstQueue,
        int mpsBytes,
        int mrrsBytes,
        long portBitsPerSecond,
        long bufferBytes,
        long readRoomBytes,
        int descriptorBatch,
        int descriptorThreshold,
        int packetsPerEntry,
        long entryWaitPs,
        TransmitEngineConfig engine,
        NicConfig.InterruptForm interrupts) {}
