package tlpsim.completer.forwarding;

import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.completer.memory.DeviceWriteConfig;
import tlpsim.completer.memory.DeviceWritePolicy;
import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.HostMemoryConfig;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.LlcConfig;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;

/**
 * The lines of buffers and rings, and who touches them. Buffers lie first, then the rings of each queue: completion lines, receive
 * descriptors (16 bytes each), transmit descriptors (a line each).
 */
final class ForwardingMemory {
    private static final int DESCRIPTORS_PER_LINE = 4;

    private final HostMemory memory;
    private final BufferLayout layout;
    private final int packetLines;
    private final long ringBase;
    private final long ringLines;
    private final int descriptors;
    private final int receiveLines;
    private final int transmitDescriptors;
    private boolean counting;
    private long writes;
    private long writeHits;
    private long reads;
    private long readHits;

    ForwardingMemory(ForwardingHostConfig host, ForwardingWorkload work, long seed) {
        layout = host.pool().layout();
        packetLines = work.packetLines();
        if (packetLines > layout.dataLines()) {
            throw new IllegalArgumentException(
                    "a packet of " + packetLines + " lines, the buffer has " + layout.dataLines());
        }
        descriptors = work.descriptors();
        receiveLines = (descriptors + DESCRIPTORS_PER_LINE - 1) / DESCRIPTORS_PER_LINE;
        transmitDescriptors = host.device().transmitDescriptors();
        ringBase = host.pool().lines();
        ringLines = (long) descriptors + receiveLines + transmitDescriptors;
        memory = build(host.caches(), work, ringBase + work.queues() * ringLines, seed);
    }

    private static HostMemory build(ForwardingCacheConfig caches, ForwardingWorkload work, long lines, long seed) {
        SetAssociativeCache[] l2 = new SetAssociativeCache[work.queues()];
        for (int core = 0; core < l2.length; core++) {
            l2[core] = ReplacementPolicy.LRU.create(caches.l2(), seed);
        }
        SetAssociativeCache llc = caches.replacement().create(caches.llc(), seed);
        HostMemory memory = new HostMemory(
                new HostMemoryConfig(
                        lines,
                        HostTopologyConfig.oneDomain(l2.length),
                        HomeDomainTable.single(0),
                        LlcConfig.victim(
                                caches.ioWayMask(work.ioWays()), caches.llc().allWays()),
                        DeviceWriteConfig.of(DeviceWritePolicy.ddio())),
                l2,
                new SetAssociativeCache[] {llc});
        memory.prefillForeignDirty();
        return memory;
    }

    void startCounting() {
        counting = true;
    }

    /** The device writes a packet. @return lines that missed */
    int writePacket(int buffer) {
        long first = dataLine(buffer);
        for (int i = 0; i < packetLines; i++) {
            memory.touchForDeviceWrite(first + i, PlacementLayout.NONE);
        }
        int missed = 0;
        for (int i = 0; i < packetLines; i++) {
            missed += write(first + i);
        }
        return missed;
    }

    /** The device writes a line of completion entries. */
    void writeCompletion(int queue, long index) {
        write(completionLine(queue, index));
    }

    private int write(long line) {
        int found = WriteOutcomeLayout.found(memory.deviceWrite(line, true, PlacementLayout.NONE));
        int missed = found == WriteOutcomeLayout.FOUND_NOWHERE ? 1 : 0;
        if (counting) {
            writes++;
            writeHits += 1 - missed;
        }
        return missed;
    }

    /** The device reads a transmit descriptor and its packet. */
    void readForTransmit(int queue, long index, int buffer) {
        read(transmitLine(queue, index));
        long first = dataLine(buffer);
        for (int i = 0; i < packetLines; i++) {
            read(first + i);
        }
    }

    private void read(long line) {
        int outcome = memory.deviceRead(line);
        if (counting) {
            reads++;
            readHits += outcome == ReadOutcomeLayout.READ_DRAM ? 0 : 1;
        }
    }

    void coreReadsCompletion(int core, long index) {
        memory.coreRead(core, completionLine(core, index));
    }

    /** Descriptor structure, header lines, and what the prefetcher adds to them. */
    void coreHandlesPacket(int core, int buffer, int headerLines, int prefetched) {
        long struct = (long) buffer * layout.strideLines() + layout.structLine();
        for (int i = 0; i < layout.structLines(); i++) {
            memory.coreWrite(core, struct + i);
        }
        long data = dataLine(buffer);
        memory.coreWrite(core, data);
        int end = Math.min(packetLines, headerLines + prefetched);
        for (int i = 1; i < end; i++) {
            memory.coreRead(core, data + i);
        }
    }

    void corePosts(int core, long index) {
        memory.coreWrite(core, ringBase + core * ringLines + descriptors + index % descriptors / DESCRIPTORS_PER_LINE);
    }

    void coreTransmits(int core, long index) {
        memory.coreWrite(core, transmitLine(core, index));
    }

    private long dataLine(int buffer) {
        return (long) buffer * layout.strideLines() + layout.dataLine();
    }

    private long completionLine(int queue, long index) {
        return ringBase + queue * ringLines + index % descriptors;
    }

    private long transmitLine(int queue, long index) {
        return ringBase + queue * ringLines + descriptors + receiveLines + index % transmitDescriptors;
    }

    ForwardingResult result(long forwarded, long dropped, long backlog, long poolRing) {
        return new ForwardingResult(writeHits, writes, readHits, reads, forwarded, dropped, backlog, poolRing);
    }
}
