package tlpsim.scenarios.config;

import java.math.BigInteger;
import tlpsim.gen.traffic.SizePresets;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of a workload's arrivals. */
final class ArrivalChecks {
    private static final int IMIX_MAX_BYTES = 1518;
    private static final int IMIX_V4_MAX_BYTES = 1514;

    private final Checker checker;
    private final WorkloadConfig workload;
    private final EndpointKind kind;
    private final ArrivalsConfig arrivals;
    private final String path;

    ArrivalChecks(Checker checker, WorkloadConfig workload, EndpointKind kind) {
        this.checker = checker;
        this.workload = workload;
        this.kind = kind;
        this.arrivals = workload.arrivals();
        this.path = "workloads." + workload.id() + ".arrivals";
    }

    void check() {
        if (arrivals.process() != ArrivalProcess.ON_OFF) {
            checker.unused(path + ".burst", "only process on-off has bursts");
        }
        capture();
        sizes();
        if (kind == EndpointKind.NIC) {
            load();
        } else if (arrivals.process() == ArrivalProcess.PCAP) {
            checker.conflict(
                    "only a NIC takes packets; allowed: constant, poisson, on-off", path + ".process", path + ".file");
        }
    }

    private void capture() {
        String file = arrivals.capture().file();
        if (arrivals.process() != ArrivalProcess.PCAP) {
            checker.unused(path + ".file", "only process pcap reads a file");
            checker.unused(path + ".time-scale", "only process pcap has recorded gaps");
        } else if (file.isEmpty()) {
            checker.conflict(
                    "the key 'file' is missing, which process pcap needs", path, path + ".file", path + ".process");
        } else {
            checker.file(file, path + ".file");
        }
    }

    private void sizes() {
        PacketSizes sizes = arrivals.sizes();
        if (sizes.kind() == PacketSizes.Kind.CDF_PRESET && !SizePresets.exists(sizes.cdf())) {
            checker.unknown("a size distribution", sizes.cdf(), SizePresets.names(), path + ".sizes");
        }
        if (sizes.kind() == PacketSizes.Kind.CDF_FILE) {
            checker.file(sizes.cdf(), path + ".sizes");
        }
        if (kind != EndpointKind.NIC || arrivals.process() == ArrivalProcess.PCAP) {
            return;
        }
        int largest = switch (sizes.kind()) {
            case FIXED -> sizes.fixedBytes();
            case IMIX -> IMIX_MAX_BYTES;
            case IMIX_V4 -> IMIX_V4_MAX_BYTES;
            case CDF_PRESET, CDF_FILE -> arrivals.mtuBytes();
        };
        int bufferBytes = workload.queues().bufferBytes();
        if (largest > bufferBytes) {
            checker.conflict(
                    "packets of " + largest + " B do not fit a buffer of " + Quantity.print(bufferBytes, Unit.BYTES)
                            + "; allowed: at most that, or larger queues.buffer",
                    path + ".sizes",
                    path + ".mtu",
                    "workloads." + workload.id() + ".queues.buffer");
        }
    }

    private void load() {
        boolean atLineRate = arrivals.rate().kind() == OfferedRate.Kind.MAX;
        if (arrivals.process() == ArrivalProcess.PCAP) {
            if (!atLineRate) {
                checker.conflict(
                        "process pcap has its recorded rate; allowed: max, and time-scale to change it",
                        path + ".rate",
                        path + ".process");
            }
        } else if (atLineRate && arrivals.process() == ArrivalProcess.POISSON) {
            checker.conflict(
                    "the rate max leaves nothing to chance; allowed: a rate such as 100 Gbit/s, or process constant",
                    path + ".rate",
                    path + ".process");
        } else if (!atLineRate) {
            portSpeed();
        }
    }

    private void portSpeed() {
        BigInteger bits = BigInteger.valueOf(arrivals.rate().value());
        if (arrivals.rate().kind() == OfferedRate.Kind.EVENTS) {
            if (arrivals.sizes().kind() != PacketSizes.Kind.FIXED) {
                return;
            }
            bits = bits.multiply(BigInteger.valueOf(8L * arrivals.sizes().fixedBytes()));
        }
        boolean bursts = arrivals.process() == ArrivalProcess.ON_OFF;
        if (bursts) {
            BigInteger cycle = BigInteger.valueOf(
                    arrivals.burst().onPs() + arrivals.burst().offPs());
            bits = bits.multiply(cycle)
                    .divide(BigInteger.valueOf(arrivals.burst().onPs()));
        }
        long port = workload.behaviour().portSpeedBitsPerSecond();
        if (bits.compareTo(BigInteger.valueOf(port)) > 0) {
            String peak =
                    bits.bitLength() < Long.SIZE ? Quantity.print(bits.longValueExact(), Unit.BITS_PER_SECOND) : "more";
            checker.conflict(
                    (bursts ? "bursts of " : "the rate of ") + peak + (bursts ? " exceed" : " exceeds") + " the port's "
                            + Quantity.print(port, Unit.BITS_PER_SECOND) + "; allowed: at most port-speed",
                    path + ".rate",
                    "workloads." + workload.id() + ".port-speed",
                    path + ".burst",
                    path + ".sizes");
        }
    }
}
