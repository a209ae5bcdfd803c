package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules that hold for every link and for the receiver at its end. */
final class LinkChecks {
    /**
     * Least forward latency and return latency of a loop together, so that the two sides of a run can run ahead of
     * each other.
     */
    private static final long MIN_LOOP_PS = 1_000;

    private static final int DATA_CREDIT_BYTES = 16;

    private final Checker checker;

    LinkChecks(Checker checker) {
        this.checker = checker;
    }

    void flit(String path, PcieLinkConfig link, boolean flit) {
        if (link.generation() >= 6 && !flit) {
            checker.conflict("a gen6 link runs in Flit Mode only; allowed: true", path + ".flit", path + ".link");
        }
    }

    void prefix(String path, PrefixConfig prefix) {
        if (prefix.endEnd() && !prefix.extendedFmt()) {
            checker.conflict(
                    "prefixes need the Extended Fmt field; allowed: end-end false, or extended-fmt true",
                    path + ".prefix.extended-fmt",
                    path + ".prefix.end-end");
        }
    }

    /** @param key the blocking bit of the port that sends on the link described at {@code path} */
    void blocking(String path, String key, boolean blocking, boolean flit) {
        if (blocking && flit) {
            checker.conflict(
                    "there are no prefixes to block on a link in Flit Mode; allowed: false",
                    path + "." + key,
                    path + ".flit",
                    path + ".link");
        }
    }

    /** Below a root port there is one link: what the element says about it must be what the port says. */
    void sameAsPort(String path, RootPortConfig port, Optional<PcieLinkConfig> link, boolean flit, long propagationPs) {
        String above = "fabric.root-ports." + port.id();
        String rule = "; below a root port there is one link";
        if (link.isPresent() && !link.get().equals(port.link())) {
            checker.conflict(
                    "'" + link.get().text() + "' contradicts the link of " + port.id() + ", '"
                            + port.link().text() + "'" + rule,
                    path + ".link",
                    path + ".port",
                    above + ".link");
        }
        if (flit != port.flit()) {
            checker.conflict(
                    "'" + flit + "' contradicts flit of " + port.id() + ", '" + port.flit() + "'" + rule,
                    path + ".flit",
                    path + ".port",
                    above + ".flit");
        }
        if (propagationPs != port.propagationPs()) {
            checker.conflict(
                    "'" + Quantity.print(propagationPs, Unit.PICOSECONDS) + "' contradicts propagation of " + port.id()
                            + ", '" + Quantity.print(port.propagationPs(), Unit.PICOSECONDS) + "'" + rule,
                    path + ".propagation",
                    path + ".port",
                    above + ".propagation");
        }
    }

    void lookAhead(String path, long propagationPs, CreditConfig credits) {
        if (propagationPs + credits.returnLatencyPs() < MIN_LOOP_PS) {
            checker.conflict(
                    "propagation and credits.return-latency together are below 1 ns; no real link is as short",
                    path + ".propagation",
                    path + ".credits.return-latency");
        }
    }

    /** A receiver that never has credits for a device's largest write stops it for good. */
    void credits(String path, CreditConfig credits, EndpointConfig device) {
        int dataBytes = credits.postedData() * DATA_CREDIT_BYTES;
        int mpsBytes = device.requests().mpsBytes();
        if (dataBytes < mpsBytes) {
            checker.conflict(
                    credits.postedData() + " credits of 16 bytes never admit a write of " + device.id()
                            + ", whose mps is " + mpsBytes + " B; allowed: at least " + mpsBytes / DATA_CREDIT_BYTES,
                    path + ".credits.posted-data",
                    "fabric.endpoints." + device.id() + ".mps");
        }
    }
}
