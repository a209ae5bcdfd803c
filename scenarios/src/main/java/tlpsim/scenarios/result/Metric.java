package tlpsim.scenarios.result;

import static tlpsim.completer.memory.ReadOutcomeLayout.READ_DRAM;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_REMOTE;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_SIBLING;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_LOCAL;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_REMOTE;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.consumer.NeighbourCounter;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.dram.DramCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.peer.EngineCounter;
import tlpsim.completer.peer.PeerCounter;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.PortCounter;
import tlpsim.core.link.LinkRate;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.core.vfio.PeerTagUse.Fate;

/** Every figure of a result, declared once: name, unit, decimals, definition, computation. Tables, JSON and {@code explain} come from here. */
public enum Metric {
    THROUGHPUT_MPPS(
            Group.THROUGHPUT,
            "Mpps",
            3,
            Better.HIGHER,
            "packets or I/Os that consumers finished, per second",
            (w, m) -> Ratios.units(w.counts()) * 1e6 / w.windowPs()),
    THROUGHPUT_GBPS(
            Group.THROUGHPUT,
            "Gbit/s",
            2,
            Better.HIGHER,
            "layer-2 bits of packets that devices accepted, per second",
            (w, m) -> CounterSnapshot.sum(w.counts().devices(), DeviceCounter.ACCEPTED_BYTES) * 8e3 / w.windowPs()),
    OFFERED_GBPS(
            Group.THROUGHPUT,
            "Gbit/s",
            2,
            Better.NEITHER,
            "layer-2 bits of packets that arrived, per second",
            (w, m) -> CounterSnapshot.sum(w.counts().devices(), DeviceCounter.OFFERED_BYTES) * 8e3 / w.windowPs()),
    DROPPED_PERCENT(
            Group.THROUGHPUT,
            "%",
            4,
            Better.LOWER,
            "arrived packets that were dropped, for whatever reason",
            (w, m) ->
                    Ratios.percent(dropped(w), CounterSnapshot.sum(w.counts().devices(), DeviceCounter.OFFERED_UNITS))),
    RX_MISSED(
            Group.THROUGHPUT,
            "packets",
            0,
            Better.LOWER,
            "packets dropped because the device's buffer was full",
            (w, m) -> (double) CounterSnapshot.sum(w.counts().devices(), DeviceCounter.RX_MISSED)),
    RX_NO_DESCRIPTOR(
            Group.THROUGHPUT,
            "packets",
            0,
            Better.LOWER,
            "packets dropped because their queue had no posted descriptor",
            (w, m) -> (double) CounterSnapshot.sum(w.counts().devices(), DeviceCounter.RX_NO_DESCRIPTOR)),
    RESTART_DROPS(
            Group.THROUGHPUT,
            "packets",
            0,
            Better.LOWER,
            "packets dropped because the driver was restarting their queue",
            (w, m) -> w.control().restarts()
                    ? (double) CounterSnapshot.sum(w.counts().devices(), DeviceCounter.RESTART_DROPS)
                    : Double.NaN),
    STALE_TAG_US(
            Group.THROUGHPUT,
            "us",
            1,
            Better.LOWER,
            "time in which queues that had moved to another core had the tags of the old one, summed over queues",
            (w, m) -> micros(w.control().stalePs())),
    WITHOUT_TPH_US(
            Group.THROUGHPUT,
            "us",
            1,
            Better.LOWER,
            "time in which functions sent no TPH because entries of their tables were being written, summed over calls",
            (w, m) -> micros(w.control().withoutTphPs())),

    SENT_GBPS(
            Group.THROUGHPUT,
            "Gbit/s",
            2,
            Better.HIGHER,
            "layer-2 bits of packets whose last bit left by the network port, per second",
            (w, m) -> Ratios.ofSenders(
                    w.counts(),
                    CounterSnapshot.sum(w.counts().devices(), DeviceCounter.SENT_BYTES) * 8e3 / w.windowPs())),
    SEND_REFUSED_PERCENT(
            Group.THROUGHPUT,
            "%",
            4,
            Better.LOWER,
            "packets to send that were due and found as many waiting as the transmit ring has descriptors",
            (w, m) -> Ratios.percent(
                    CounterSnapshot.sum(w.counts().cores(), CoreCounter.SENDS_REFUSED),
                    CounterSnapshot.sum(w.counts().cores(), CoreCounter.SENDS_DUE))),
    SEND_BLOCKED_PER_PACKET(
            Group.THROUGHPUT,
            "",
            4,
            Better.LOWER,
            "times that a core had a packet to send and found the transmit ring full, per packet sent",
            (w, m) -> Ratios.perSent(w.counts(), CounterSnapshot.sum(w.counts().cores(), CoreCounter.SENDS_BLOCKED))),

    STORAGE_GBPS(
            Group.THROUGHPUT,
            "Gbit/s",
            2,
            Better.HIGHER,
            "bits of commands that storage devices took up, per second; of the layer-2 bits above, those of no packet",
            (w, m) -> m.workloads().ofStorage(w) * 8e3 / w.windowPs()),

    ITOM_HIT_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "full-line device writes (ItoM) whose line was in a cache",
            (w, m) -> Ratios.percent(Ratios.hits(w.counts(), false), Ratios.lines(w.counts(), false))),
    ITOM_HIT_HEADER_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "the same, writes with the packet's first bytes",
            (w, m) -> hitPercent(w, AccessKind.HEADER, false)),
    ITOM_HIT_PAYLOAD_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "the same, the other writes of data",
            (w, m) -> hitPercent(w, AccessKind.PAYLOAD, false)),
    ITOM_HIT_COMPLETION_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "the same, completion entries of whole lines",
            (w, m) -> hitPercent(w, AccessKind.COMPLETION, false)),
    PARTIAL_HIT_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "device writes of less than a line (ItoMCacheNear; RFO on older processors) whose line was in a cache",
            (w, m) -> Ratios.percent(Ratios.hits(w.counts(), true), Ratios.lines(w.counts(), true))),
    PCIRDCUR_HIT_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "lines read by devices (PCIRdCur) that were in a cache",
            (w, m) -> Ratios.deviceReadHitPercent(w.counts())),
    PCIRDCUR_HIT_DESCRIPTOR_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "the same, descriptors of transmit rings",
            (w, m) -> Ratios.deviceReadHitPercent(w.counts(), AccessKind.TRANSMIT_DESCRIPTOR)),
    PCIRDCUR_HIT_PAYLOAD_PERCENT(
            Group.WRITES,
            "%",
            2,
            Better.HIGHER,
            "the same, packets to send and other data that devices fetch",
            (w, m) -> Ratios.deviceReadHitPercent(w.counts(), AccessKind.DATA_READ)),
    UNREAD_PER_PACKET(
            Group.WRITES,
            "lines",
            3,
            Better.LOWER,
            "device-written lines that left the caches for DRAM before anyone read them, per packet",
            (w, m) -> Ratios.per(
                    (double) w.counts().memory()[HostCounterLayout.UNREAD_TO_DRAM], Ratios.units(w.counts()))),
    UNREAD_FROM_L2_PER_PACKET(
            Group.WRITES,
            "lines",
            3,
            Better.LOWER,
            "device-written lines evicted from an L2 before anyone read them, per packet",
            (w, m) -> Ratios.per(
                    (double) w.counts().memory()[HostCounterLayout.UNREAD_FROM_L2], Ratios.units(w.counts()))),
    READ_TO_DRAM_PER_PACKET(
            Group.WRITES,
            "lines",
            3,
            Better.LOWER,
            "device-written lines that left the caches for DRAM after they had been read, dead for the most part, per packet",
            (w, m) ->
                    Ratios.per((double) w.counts().memory()[HostCounterLayout.READ_TO_DRAM], Ratios.units(w.counts()))),
    DROPPED_DIRTY_PER_PACKET(
            Group.WRITES,
            "lines",
            3,
            Better.NEITHER,
            "dirty lines that consumers dropped from the caches in place of a write-back (consumer.after), per packet",
            (w, m) -> w.counts().memory()[HostCounterLayout.DROPPED_DIRTY] == 0
                    ? Double.NaN
                    : Ratios.per(
                            (double) w.counts().memory()[HostCounterLayout.DROPPED_DIRTY], Ratios.units(w.counts()))),

    READ_L2_PERCENT(
            Group.READS,
            "%",
            2,
            Better.HIGHER,
            "lines of device-written data that cores read from their own L2",
            (w, m) -> Ratios.deviceDataPercent(w.counts(), READ_L2)),
    READ_LLC_PERCENT(
            Group.READS,
            "%",
            2,
            Better.NEITHER,
            "the same, from a last-level cache of their domain",
            (w, m) -> Ratios.deviceDataPercent(w.counts(), READ_LLC_LOCAL)),
    READ_REMOTE_PERCENT(
            Group.READS,
            "%",
            2,
            Better.LOWER,
            "the same, from another core's L2 or another domain",
            (w, m) -> Ratios.deviceDataPercent(w.counts(), READ_L2_SIBLING, READ_LLC_REMOTE, READ_L2_REMOTE)),
    READ_DRAM_PERCENT(
            Group.READS,
            "%",
            2,
            Better.LOWER,
            "the same, from DRAM",
            (w, m) -> Ratios.deviceDataPercent(w.counts(), READ_DRAM)),
    COMPLETION_L2_PERCENT(
            Group.READS,
            "%",
            2,
            Better.HIGHER,
            "completion entries that cores read from their own L2",
            (w, m) -> Ratios.readPercent(w.counts(), ReadKind.COMPLETION, READ_L2)),
    HEADER_L2_PERCENT(
            Group.READS,
            "%",
            2,
            Better.HIGHER,
            "header lines that cores read from their own L2",
            (w, m) -> Ratios.readPercent(w.counts(), ReadKind.HEADER, READ_L2)),
    PAYLOAD_L2_PERCENT(
            Group.READS,
            "%",
            2,
            Better.HIGHER,
            "payload lines that cores read from their own L2",
            (w, m) -> Ratios.readPercent(w.counts(), ReadKind.PAYLOAD, READ_L2)),
    WORKING_SET_L2_PERCENT(
            Group.READS,
            "%",
            2,
            Better.HIGHER,
            "lines of their own data that cores read from their own L2",
            (w, m) -> Ratios.readPercent(w.counts(), ReadKind.WORKING_SET, READ_L2)),

    DRAM_BYTES_PER_PACKET(
            Group.MEMORY,
            "B",
            1,
            Better.LOWER,
            "DRAM bytes read and written, of whatever cause, per packet",
            (w, m) -> Ratios.per(Ratios.dramBytes(w.counts()), Ratios.units(w.counts()))),
    DRAM_READ_BYTES_PER_PACKET(
            Group.MEMORY,
            "B",
            1,
            Better.LOWER,
            "DRAM bytes read per packet",
            (w, m) -> Ratios.per(Ratios.dramReadLines(w.counts()) * 64.0, Ratios.units(w.counts()))),
    DRAM_WRITE_BYTES_PER_PACKET(
            Group.MEMORY,
            "B",
            1,
            Better.LOWER,
            "DRAM bytes written per packet",
            (w, m) -> Ratios.per(Ratios.dramWriteLines(w.counts()) * 64.0, Ratios.units(w.counts()))),
    DRAM_PEAK_PERCENT(
            Group.MEMORY,
            "%",
            2,
            Better.LOWER,
            "DRAM traffic as a share of the platform's peak bandwidth",
            (w, m) -> 100 * Ratios.dramBytes(w.counts()) * 8e12 / w.windowPs() / m.dramBitsPerSecond()),
    DRAM_READ_WAIT_NS(
            Group.MEMORY,
            "ns",
            2,
            Better.LOWER,
            "time that a read of DRAM waited for bank and channel beyond the unloaded latency, per line read",
            (w, m) -> Ratios.per(
                    w.counts().dram()[DramCounter.READ_WAIT_PS] / 1e3,
                    w.counts().dram()[DramCounter.READS])),

    VISIBLE_P50_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "intended arrival to data globally visible, median",
            (w, m) -> percentile(w, 0, 50)),
    VISIBLE_P99_NS(Group.LATENCY, "ns", 0, Better.LOWER, "the same, 99th percentile", (w, m) -> percentile(w, 0, 99)),
    START_P50_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "intended arrival to the start of its consumption, median",
            (w, m) -> percentile(w, 1, 50)),
    START_P99_NS(Group.LATENCY, "ns", 0, Better.LOWER, "the same, 99th percentile", (w, m) -> percentile(w, 1, 99)),
    END_P50_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "intended arrival to the end of its consumption, median",
            (w, m) -> percentile(w, 2, 50)),
    END_P99_NS(Group.LATENCY, "ns", 0, Better.LOWER, "the same, 99th percentile", (w, m) -> percentile(w, 2, 99)),
    END_P999_NS(Group.LATENCY, "ns", 0, Better.LOWER, "the same, 99.9th percentile", (w, m) -> percentile(w, 2, 99.9)),

    PACKET_END_P50_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "intended arrival to the end of consumption, packets of NICs alone where storage runs beside them, median",
            (w, m) -> m.workloads().packetPercentile(w, 2, 50)),
    PACKET_END_P99_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "the same, 99th percentile",
            (w, m) -> m.workloads().packetPercentile(w, 2, 99)),

    WIRE_P50_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "intended arrival to the last bit on the wire, median",
            (w, m) -> percentile(w, LatencyRecorder.WIRE, 50)),
    WIRE_P99_NS(
            Group.LATENCY,
            "ns",
            0,
            Better.LOWER,
            "the same, 99th percentile",
            (w, m) -> percentile(w, LatencyRecorder.WIRE, 99)),

    CORE_BUSY_PERCENT(
            Group.CORES,
            "%",
            2,
            Better.LOWER,
            "time that the consuming cores are busy, mean over cores in use",
            (w, m) -> 100.0
                    * CounterSnapshot.sum(w.counts().cores(), CoreCounter.BUSY_PS)
                    / ((double) w.windowPs() * coresInUse(w))),
    CORE_BUSY_MAX_PERCENT(Group.CORES, "%", 2, Better.LOWER, "the same, busiest core", (w, m) -> busiest(w)),
    CYCLES_PER_PACKET(
            Group.CORES,
            "cycles",
            1,
            Better.LOWER,
            "busy core cycles per packet",
            (w, m) -> Ratios.per(
                    CounterSnapshot.sum(w.counts().cores(), CoreCounter.BUSY_PS) * (m.coreHz() / 1e12),
                    Ratios.units(w.counts()))),
    STALL_NS_PER_PACKET(
            Group.CORES,
            "ns",
            2,
            Better.LOWER,
            "of the busy time, waiting for memory, per packet",
            (w, m) -> Ratios.per(
                    CounterSnapshot.sum(w.counts().cores(), CoreCounter.STALL_PS) / 1e3, Ratios.units(w.counts()))),
    LLC_MISSES_PER_PACKET(
            Group.CORES,
            "lines",
            3,
            Better.LOWER,
            "lines that consuming cores read from DRAM, their own data included, per packet",
            (w, m) -> Ratios.per((double) Ratios.llcMisses(w.counts()), Ratios.units(w.counts()))),
    NEIGHBOUR_MACCESSES(
            Group.CORES,
            "M/s",
            2,
            Better.HIGHER,
            "lines that neighbours touched, per second",
            (w, m) -> Ratios.ofNeighbours(
                    w.counts(),
                    CounterSnapshot.sum(w.counts().neighbours(), NeighbourCounter.ACCESSES) * 1e6 / w.windowPs())),
    NEIGHBOUR_LLC_MISS_PERCENT(
            Group.CORES,
            "%",
            2,
            Better.LOWER,
            "lines that neighbours touched and that DRAM served",
            (w, m) -> Ratios.percent(
                    CounterSnapshot.sum(w.counts().neighbours(), NeighbourCounter.LLC_MISSES),
                    CounterSnapshot.sum(w.counts().neighbours(), NeighbourCounter.ACCESSES))),
    QUEUE_LOAD_MAX_OVER_MEAN(
            Group.CORES,
            "",
            3,
            Better.LOWER,
            "packets of the most loaded queue over the mean of all queues",
            (w, m) -> queueLoad(w)),

    LINK_UP_PERCENT(
            Group.LINK,
            "%",
            2,
            Better.NEITHER,
            "bytes of requests, as a share of what the busiest link carries at its TLP rate",
            Metric::upPercent),
    LINK_DOWN_PERCENT(
            Group.LINK,
            "%",
            2,
            Better.NEITHER,
            "bytes of completions and doorbells towards the devices, likewise",
            (w, m) -> busiest(w, w.counts().ports(), m.portRates(), PortCounter.DOWN_WIRE_BYTES)),
    PREFIX_PERCENT(
            Group.LINK,
            "%",
            3,
            Better.LOWER,
            "TPH prefixes, or OHC in Flit Mode, as a share of the bytes sent",
            (w, m) -> Ratios.percent(
                    CounterSnapshot.sum(w.counts().ports(), PortCounter.PREFIX_BYTES),
                    CounterSnapshot.sum(w.counts().ports(), PortCounter.WIRE_BYTES))),
    CREDIT_WAIT_NS(
            Group.LINK,
            "ns",
            3,
            Better.LOWER,
            "time that links stood idle for want of posted credits, those of switches included, per TLP sent",
            (w, m) -> Ratios.per(
                    (CounterSnapshot.sum(w.counts().ports(), PortCounter.CREDIT_WAIT_PS)
                                    + CounterSnapshot.sum(w.counts().links(), PortCounter.CREDIT_WAIT_PS))
                            / 1e3,
                    CounterSnapshot.sum(w.counts().ports(), PortCounter.TLPS))),
    POOL_WAIT_NS(
            Group.LINK,
            "ns",
            3,
            Better.LOWER,
            "time that a write waited for a place in the host's pool of posted writes, per write",
            (w, m) -> perWrite(w, ReceiveCounter.POOL_WAIT_PS)),
    ORDERING_WAIT_NS(
            Group.LINK,
            "ns",
            3,
            Better.LOWER,
            "time that a finished write waited for earlier ones of its port to become visible, per write",
            (w, m) -> perWrite(w, ReceiveCounter.ORDERING_WAIT_PS)),
    WRITE_VISIBLE_NS(
            Group.LINK,
            "ns",
            1,
            Better.LOWER,
            "from a write's arrival at the host to its global visibility, per write",
            (w, m) -> perWrite(w, ReceiveCounter.VISIBLE_DELAY_PS)),
    READ_LATENCY_NS(
            Group.LINK,
            "ns",
            1,
            Better.LOWER,
            "from a device's read at the host to the departure of its completion, per read",
            (w, m) -> Ratios.per(
                    CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.READ_DELAY_PS) / 1e3,
                    CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.READS))),
    IOTLB_LOOKUPS_PER_PACKET(
            Group.LINK,
            "",
            3,
            Better.NEITHER,
            "requests of devices whose address was looked up in a root port's translation cache (IOTLB), per packet",
            (w, m) -> Ratios.translated(
                    w.counts(),
                    Ratios.per(
                            (double) CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.IOTLB_LOOKUPS),
                            Ratios.units(w.counts())))),
    IOTLB_MISS_PERCENT(
            Group.LINK,
            "%",
            2,
            Better.LOWER,
            "of these, without a cached translation: the page table was walked",
            (w, m) -> Ratios.percent(
                    CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.IOTLB_MISSES),
                    CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.IOTLB_LOOKUPS))),
    IOTLB_WAIT_NS(
            Group.LINK,
            "ns",
            3,
            Better.LOWER,
            "time that a request waited for its translation, per look-up",
            (w, m) -> Ratios.translated(
                    w.counts(),
                    Ratios.per(
                            CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.IOTLB_WAIT_PS) / 1e3,
                            CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.IOTLB_LOOKUPS)))),
    READ_TAG_WAIT_PERCENT(
            Group.LINK,
            "%",
            2,
            Better.LOWER,
            "time in which a device had data of packets to ask for and no free tag, mean over the devices that send",
            (w, m) -> Ratios.waitPercent(w, DeviceCounter.TAG_WAIT_PS)),
    READ_ROOM_WAIT_PERCENT(
            Group.LINK,
            "%",
            2,
            Better.LOWER,
            "the same, and no room for what would come back",
            (w, m) -> Ratios.waitPercent(w, DeviceCounter.READ_ROOM_WAIT_PS)),
    COMPLETION_WAIT_NS(
            Group.LINK,
            "ns",
            3,
            Better.LOWER,
            "time that the first completion of a read waited for the link towards the device, per read",
            (w, m) -> Ratios.ofSenders(
                    w.counts(),
                    Ratios.per(
                            CounterSnapshot.sum(w.counts().ports(), PortCounter.DOWN_WAIT_PS) / 1e3,
                            CounterSnapshot.sum(w.counts().ports(), PortCounter.DOWN_READS)))),
    REJECTED_TLPS(
            Group.LINK,
            "TLPs",
            0,
            Better.LOWER,
            "TLPs that the path or the completer rejected (unsupported request, malformed, blocked): their data is lost",
            (w, m) -> (double) Ratios.rejected(w.counts())),
    STRIPPED_TLPS(
            Group.LINK,
            "TLPs",
            0,
            Better.LOWER,
            "TLPs that an element of the path took the hint from",
            (w, m) -> Ratios.ofPeers(w.counts(), (double) Ratios.stripped(w.counts()))),
    VISIBLE_BEFORE_DATA(
            Group.LINK,
            "entries",
            0,
            Better.LOWER,
            "completion entries that were visible before all their data was",
            (w, m) -> (double) w.counts().early()[0]),
    PEER_CACHED_PERCENT(
            Group.PEERS,
            "%",
            2,
            Better.HIGHER,
            "lines that devices wrote to peers and that went into a peer's cache",
            (w, m) -> Ratios.ofPeers(
                    w.counts(),
                    Ratios.percent(
                            Ratios.peerLines(w.counts(), true),
                            Ratios.peerLines(w.counts(), true) + Ratios.peerLines(w.counts(), false)))),
    ENGINE_HIT_PERCENT(
            Group.PEERS,
            "%",
            2,
            Better.HIGHER,
            "lines that engines read and found in their peer's cache",
            (w, m) -> Ratios.percent(
                    CounterSnapshot.sum(w.counts().peers(), PeerCounter.ENGINE_HITS),
                    CounterSnapshot.sum(w.counts().peers(), PeerCounter.ENGINE_HITS)
                            + CounterSnapshot.sum(w.counts().peers(), PeerCounter.ENGINE_MISSES))),
    PEER_MEMORY_BYTES_PER_PACKET(
            Group.PEERS,
            "B",
            1,
            Better.LOWER,
            "bytes read from and written to peers' memories, per packet of all",
            (w, m) -> Ratios.perUnit(w.counts(), PeerCounter.MEMORY_READ_BYTES)
                    + Ratios.perUnit(w.counts(), PeerCounter.MEMORY_WRITE_BYTES)),
    PEER_EVICTED_UNREAD_PER_PACKET(
            Group.PEERS,
            "lines",
            3,
            Better.LOWER,
            "device-written lines that left a peer's cache before anyone read them, per packet of all",
            (w, m) -> Ratios.perUnit(w.counts(), PeerCounter.EVICTED_UNREAD)),
    PEER_POOL_WAIT_NS(
            Group.PEERS,
            "ns",
            3,
            Better.LOWER,
            "time that a write waited for a place among a peer's posted writes, per write",
            (w, m) -> Ratios.per(
                    CounterSnapshot.sum(w.counts().peerPorts(), ReceiveCounter.POOL_WAIT_PS) / 1e3,
                    CounterSnapshot.sum(w.counts().peerPorts(), ReceiveCounter.WRITES))),
    ENGINE_STALL_NS_PER_PACKET(
            Group.PEERS,
            "ns",
            2,
            Better.LOWER,
            "time that an engine waited for memory, per packet it read",
            (w, m) -> Ratios.per(
                    CounterSnapshot.sum(w.counts().engines(), EngineCounter.STALL_PS) / 1e3,
                    CounterSnapshot.sum(w.counts().engines(), EngineCounter.UNITS))),
    READ_WITHOUT_DATA(
            Group.PEERS,
            "packets",
            0,
            Better.LOWER,
            "packets that a consumer read before all their data was there, or whose data was lost",
            (w, m) -> Ratios.ofPeers(w.counts(), (double) CounterSnapshot.sum(
                    w.counts().flows().readWithoutData(), 0, w.counts().flows().readWithoutData().length))),
    WRONG_OPERATIONS(
            Group.PEERS,
            "writes",
            0,
            Better.LOWER,
            "writes to a peer for which a tag names an operation, that came without the exported tag",
            (w, m) -> Ratios.ofPeers(
                    w.counts(), (double) CounterSnapshot.sum(w.counts().peers(), PeerCounter.WRONG_OPERATIONS))),
    STALE_WRITES(
            Group.PEERS,
            "writes",
            0,
            Better.LOWER,
            "writes to a peer whose tag the exporter had taken back when they came",
            (w, m) -> w.control().revokes()
                    ? (double) CounterSnapshot.sum(w.counts().peers(), PeerCounter.FATES + Fate.STALE.ordinal())
                    : Double.NaN),
    FLUSH_WAIT_NS_PER_PACKET(
            Group.PEERS,
            "ns",
            1,
            Better.LOWER,
            "time that a completion entry waited for a flush read, per packet accepted",
            (w, m) -> CounterSnapshot.sum(w.counts().devices(), DeviceCounter.FLUSH_READS) == 0
                    ? Double.NaN
                    : Ratios.per(
                            CounterSnapshot.sum(w.counts().devices(), DeviceCounter.FLUSH_WAIT_PS) / 1e3,
                            CounterSnapshot.sum(w.counts().devices(), DeviceCounter.ACCEPTED_UNITS))),
    QUEUES_STOPPED(
            Group.PEERS,
            "queues",
            0,
            Better.LOWER,
            "queues that are stopped at the end of the window because a read of descriptors or commands was lost",
            (w, m) -> Ratios.ofPeers(
                    w.counts(), (double) CounterSnapshot.sum(w.counts().devices(), DeviceCounter.QUEUES_STOPPED))),
    INTERRUPTS_PER_PACKET(
            Group.CORES,
            "",
            4,
            Better.LOWER,
            "interrupts that reached the host, per packet",
            (w, m) -> Ratios.per(
                    (double) CounterSnapshot.sum(w.counts().rootPorts(), ReceiveCounter.INTERRUPTS),
                    Ratios.units(w.counts())));

    /** Where tables put a metric. */
    public enum Group {
        THROUGHPUT,
        WRITES,
        READS,
        MEMORY,
        LATENCY,
        CORES,
        LINK,
        PEERS
    }

    /** Which way is good. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    private interface Computation {
        double of(WindowResult window, PlatformFigures platform);
    }

    private final Group group;
    private final String unit;
    private final int decimals;
    private final Better better;
    private final String definition;
    private final Computation computation;

    Metric(Group group, String unit, int decimals, Better better, String definition, Computation computation) {
        this.group = group;
        this.unit = unit;
        this.decimals = decimals;
        this.better = better;
        this.definition = definition;
        this.computation = computation;
    }

    /** Key in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Group group() {
        return group;
    }

    public String unit() {
        return unit;
    }

    public int decimals() {
        return decimals;
    }

    public Better better() {
        return better;
    }

    public String definition() {
        return definition;
    }

    /** The figure, or NaN where the window holds nothing to derive it from. */
    public double of(WindowResult window, PlatformFigures platform) {
        return computation.of(window, platform);
    }

    private static double micros(OptionalLong ps) {
        return ps.isEmpty() ? Double.NaN : ps.getAsLong() / 1e6;
    }

    private static long dropped(WindowResult window) {
        return CounterSnapshot.sum(window.counts().devices(), DeviceCounter.RX_MISSED)
                + CounterSnapshot.sum(window.counts().devices(), DeviceCounter.RX_NO_DESCRIPTOR)
                + CounterSnapshot.sum(window.counts().devices(), DeviceCounter.RESTART_DROPS);
    }

    private static double hitPercent(WindowResult window, AccessKind kind, boolean partial) {
        return Ratios.percent(
                Ratios.hits(window.counts(), kind.ordinal(), partial),
                Ratios.lines(window.counts(), kind.ordinal(), partial));
    }

    private static double percentile(WindowResult window, int point, double percentile) {
        Histogram all = null;
        for (int index = point; index < window.latencies().size(); index += LatencyRecorder.POINTS) {
            Histogram one = window.latencies().get(index);
            if (all == null) {
                all = one;
            } else {
                all = all.copy();
                all.add(one);
            }
        }
        return all == null || all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(percentile) / 1e3;
    }

    private static int coresInUse(WindowResult window) {
        int used = 0;
        for (long[] core : window.counts().cores()) {
            used += core[CoreCounter.UNITS] + core[CoreCounter.KICKS] > 0 ? 1 : 0;
        }
        return Math.max(1, used);
    }

    private static double busiest(WindowResult window) {
        long most = 0;
        for (long[] core : window.counts().cores()) {
            most = Math.max(most, core[CoreCounter.BUSY_PS]);
        }
        return 100.0 * most / window.windowPs();
    }

    private static double queueLoad(WindowResult window) {
        long most = 0;
        long sum = 0;
        for (long packets : window.counts().accepted()) {
            most = Math.max(most, packets);
            sum += packets;
        }
        return sum == 0 ? Double.NaN : (double) most * window.counts().accepted().length / sum;
    }

    private static double upPercent(WindowResult window, PlatformFigures platform) {
        return Math.max(
                busiest(window, window.counts().ports(), platform.portRates(), PortCounter.WIRE_BYTES),
                busiest(window, window.counts().links(), platform.linkRates(), PortCounter.WIRE_BYTES));
    }

    private static double busiest(WindowResult window, long[][] rows, List<LinkRate> rates, int counter) {
        double most = 0;
        for (int row = 0; row < rows.length; row++) {
            LinkRate rate = rates.get(row);
            double carried = (double) window.windowPs() * rate.numerator() / rate.denominator();
            most = Math.max(most, 100 * rows[row][counter] / carried);
        }
        return most;
    }

    private static double perWrite(WindowResult window, int counter) {
        return Ratios.per(
                CounterSnapshot.sum(window.counts().rootPorts(), counter) / 1e3,
                CounterSnapshot.sum(window.counts().rootPorts(), ReceiveCounter.WRITES));
    }
}
