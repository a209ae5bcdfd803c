package tlpsim.scenarios.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.ArrivalProcess;
import tlpsim.gen.arrival.ArrivalRate;
import tlpsim.gen.arrival.ConstantArrivals;
import tlpsim.gen.arrival.FractionalPs;
import tlpsim.gen.arrival.OnOffArrivals;
import tlpsim.gen.arrival.PoissonArrivals;
import tlpsim.gen.arrival.PortShaper;
import tlpsim.gen.arrival.RateConvention;
import tlpsim.gen.arrival.TraceArrivals;
import tlpsim.gen.arrival.UnitMean;
import tlpsim.gen.capture.PacketTrace;
import tlpsim.gen.device.PacketFeed;
import tlpsim.gen.traffic.CdfOptions;
import tlpsim.gen.traffic.CdfParser;
import tlpsim.gen.traffic.FlowQueueMap;
import tlpsim.gen.traffic.FlowTable;
import tlpsim.gen.traffic.ListedFlows;
import tlpsim.gen.traffic.ListedSizes;
import tlpsim.gen.traffic.MessageFraming;
import tlpsim.gen.traffic.MessageSizes;
import tlpsim.gen.traffic.PacketSource;
import tlpsim.gen.traffic.RssFields;
import tlpsim.gen.traffic.RssIndirectionTable;
import tlpsim.gen.traffic.SizeDistribution;
import tlpsim.gen.traffic.SizePresets;
import tlpsim.gen.traffic.SizeSource;
import tlpsim.gen.traffic.ToeplitzHash;
import tlpsim.gen.traffic.ZipfFlows;
import tlpsim.scenarios.config.ArrivalsConfig;
import tlpsim.scenarios.config.DurationLaw;
import tlpsim.scenarios.config.NvmeConfig;
import tlpsim.scenarios.config.OfferedRate;
import tlpsim.scenarios.config.PacketSizes;
import tlpsim.scenarios.config.RateLayer;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds the packets that reach a NIC. All streams are named by workload, so that columns and variants share their traffic. */
public final class TrafficWiring {
    private static final long MICROS = 1_000_000;

    private final WorkloadConfig workload;
    private final ArrivalsConfig arrivals;
    private final long seed;
    private final Path directory;

    public TrafficWiring(WorkloadConfig workload, long seed, Path directory) {
        this.workload = workload;
        this.arrivals = workload.arrivals();
        this.seed = seed;
        this.directory = directory;
    }

    private RandomStream stream(String attribute) {
        return RandomStream.of(seed, workload.id() + "." + attribute);
    }

    /** The packets, and what a NIC needs of each. */
    public PacketFeed feed() {
        return arrivals.process() == tlpsim.scenarios.config.ArrivalProcess.PCAP
                ? recorded()
                : new SourceFeed(synthetic());
    }

    /** Commands of an NVMe device at a rate: I/Os per second, or bits of data per second. */
    ArrivalProcess commands() {
        NvmeConfig nvme = workload.behaviour().nvme();
        OfferedRate rate = arrivals.rate();
        FractionalPs gap = rate.kind() == OfferedRate.Kind.EVENTS
                ? FractionalPs.of(1_000_000_000_000L, rate.value())
                : new ArrivalRate(rate.value(), RateConvention.L2)
                        .meanGap(UnitMean.ofFixed(nvme.blockBytes() * nvme.blocksPerIo()));
        return switch (arrivals.process()) {
            case CONSTANT -> new ConstantArrivals(gap, 0);
            case POISSON -> new PoissonArrivals(gap, stream("arrivals"));
            case ON_OFF, PCAP ->
                throw new NotYetException("process "
                        + arrivals.process().name().toLowerCase(Locale.ROOT).replace('_', '-')
                        + " for NVMe commands (workloads." + workload.id() + ".arrivals.process)");
        };
    }

    private PacketSource synthetic() {
        SizeSource sizes = sizes();
        int flowCount = arrivals.flows().count();
        FlowTable flows = FlowTable.generate(flowCount, false, stream("flows"));
        ZipfFlows popularity =
                new ZipfFlows(flowCount, arrivals.flows().zipfMicros() / (double) MICROS, stream("popularity"));
        return new PacketSource(process(sizes.mean()), port(), sizes, popularity, queueMap(flows));
    }

    private PortShaper port() {
        return new PortShaper(workload.behaviour().portSpeedBitsPerSecond());
    }

    private FlowQueueMap queueMap(FlowTable flows) {
        int queues = workload.queues().count();
        return FlowQueueMap.of(flows, hash(), RssFields.ADDRESSES_AND_PORTS, table(), queues);
    }

    private ToeplitzHash hash() {
        return new ToeplitzHash(arrivals.rss().key().bytes());
    }

    private RssIndirectionTable table() {
        return new RssIndirectionTable(arrivals.rss().table(), workload.queues().count());
    }

    private SizeSource sizes() {
        PacketSizes sizes = arrivals.sizes();
        RandomStream stream = stream("sizes");
        MessageFraming framing = new MessageFraming(arrivals.mtuBytes(), MessageFraming.DEFAULT.headerBytes());
        return switch (sizes.kind()) {
            case FIXED -> new tlpsim.gen.traffic.PacketSizes(SizeDistribution.fixed(sizes.fixedBytes()), stream);
            case IMIX -> SizePresets.require("imix", workload.id(), 0, 0).sizes(framing, stream);
            case IMIX_V4 -> SizePresets.require("imix-v4", workload.id(), 0, 0).sizes(framing, stream);
            case CDF_PRESET ->
                SizePresets.require(sizes.cdf(), workload.id(), 0, 0).sizes(framing, stream);
            case CDF_FILE -> new MessageSizes(cdfFile(sizes.cdf()), framing, stream);
        };
    }

    private SizeDistribution cdfFile(String name) {
        try {
            return CdfParser.parse(name, Files.readAllLines(directory.resolve(name)), CdfOptions.DEFAULT);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    new Problem(name, 0, 0, "the file cannot be read: " + failure.getMessage(), ""));
        }
    }

    private ArrivalProcess process(UnitMean mean) {
        FractionalPs step = meanGap(mean);
        RandomStream stream = stream("arrivals");
        return switch (arrivals.process()) {
            case CONSTANT -> new ConstantArrivals(step, 0);
            case POISSON -> new PoissonArrivals(step, stream);
            case ON_OFF -> onOff(mean, stream);
            case PCAP -> throw new IllegalStateException("packets of a capture have their own times");
        };
    }

    private FractionalPs meanGap(UnitMean mean) {
        OfferedRate rate = arrivals.rate();
        return switch (rate.kind()) {
            case BITS -> new ArrivalRate(rate.value(), convention()).meanGap(mean);
            case EVENTS -> FractionalPs.of(1_000_000_000_000L, rate.value());
            case MAX -> new ArrivalRate(workload.behaviour().portSpeedBitsPerSecond(), RateConvention.L1).meanGap(mean);
        };
    }

    private RateConvention convention() {
        return arrivals.rateAt() == RateLayer.L1 ? RateConvention.L1 : RateConvention.L2;
    }

    /** The rate is the mean; bursts run at (on + off) / on times it. */
    private ArrivalProcess onOff(UnitMean mean, RandomStream stream) {
        FractionalPs meanStep = meanGap(mean);
        long onPs = arrivals.burst().onPs();
        long cyclePs = onPs + arrivals.burst().offPs();
        OfferedRate rate = arrivals.rate();
        FractionalPs burstStep = switch (rate.kind()) {
            case BITS -> new ArrivalRate(scaled(rate.value(), cyclePs, onPs), convention()).meanGap(mean);
            case EVENTS -> FractionalPs.of(1_000_000_000_000L, scaled(rate.value(), cyclePs, onPs));
            case MAX -> meanStep;
        };
        OnOffArrivals.OffPeriod off = arrivals.burst().law() == DurationLaw.CONSTANT
                ? OnOffArrivals.OffPeriod.FIXED
                : OnOffArrivals.OffPeriod.EXPONENTIAL;
        return new OnOffArrivals(meanStep, burstStep, OnOffArrivals.unitsIn(onPs, burstStep), off, stream);
    }

    private static long scaled(long value, long numerator, long denominator) {
        return java.math.BigInteger.valueOf(value)
                .multiply(java.math.BigInteger.valueOf(numerator))
                .divide(java.math.BigInteger.valueOf(denominator))
                .longValueExact();
    }

    private PacketFeed recorded() {
        PacketTrace trace =
                PacketTrace.load(directory.resolve(arrivals.capture().file()));
        long[] timesPs = new long[trace.size()];
        int[] lengths = new int[trace.size()];
        int[] packets = new int[trace.size()];
        int[] queues = new int[trace.size()];
        ToeplitzHash hash = hash();
        RssIndirectionTable table = table();
        byte[] key = new byte[ToeplitzHash.MAX_INPUT_BYTES];
        for (int packet = 0; packet < trace.size(); packet++) {
            timesPs[packet] = trace.timePs(packet);
            lengths[packet] = trace.lengthBytes(packet);
            packets[packet] = packet;
            int keyBytes = trace.copyFlowKey(packet, key);
            queues[packet] = keyBytes == 0 ? 0 : table.queueOfHash(hash.hash(key, 0, keyBytes));
        }
        TraceArrivals times = new TraceArrivals(
                timesPs,
                arrivals.capture().timeScaleMicros(),
                MICROS,
                TraceArrivals.UNLIMITED,
                TraceArrivals.meanGapPs(timesPs));
        return new RecordedFeed(
                new PacketSource(
                        times,
                        port(),
                        new ListedSizes(lengths),
                        new ListedFlows(packets, packets.length),
                        FlowQueueMap.roundRobin(
                                packets.length, workload.queues().count())),
                queues);
    }

    /** Packets of a capture: the queue of each was hashed when the capture was read. */
    private record RecordedFeed(PacketSource source, int[] queueOfPacket) implements PacketFeed {
        @Override
        public boolean advance() {
            return source.advance();
        }

        @Override
        public long arrivalPs() {
            return source.arrivalPs();
        }

        @Override
        public int bytes() {
            return source.bytes();
        }

        @Override
        public int queue() {
            return queueOfPacket[source.flow()];
        }
    }

    /** A packet source as a NIC sees it. */
    private record SourceFeed(PacketSource source) implements PacketFeed {
        @Override
        public boolean advance() {
            return source.advance();
        }

        @Override
        public long arrivalPs() {
            return source.arrivalPs();
        }

        @Override
        public int bytes() {
            return source.bytes();
        }

        @Override
        public int queue() {
            return source.queue();
        }
    }
}
