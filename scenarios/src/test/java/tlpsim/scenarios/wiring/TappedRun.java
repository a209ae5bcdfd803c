package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.scenarios.result.CounterSnapshot;

/**
 * A run as configured of which every TLP is seen at its end, from the first on.
 *
 * @param ends in the order in which the Memory process took them
 */
record TappedRun(CounterSnapshot counts, List<End> ends, FabricPlan plan, FlowPlan flows, long[] cachedLinesOfPeers) {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * A TLP at its end.
     *
     * @param port      receiving port
     * @param hop       element that decided or last changed the header; 0 if none did
     * @param inPath    what the elements before the receiving port made of the hint
     * @param outcome   the receiving port's judgement included
     * @param emitted   header bytes, prefixes included, in hexadecimal
     * @param delivered the same as delivered
     */
    record End(
            int device,
            long sequence,
            int port,
            int hop,
            HintOutcome inPath,
            HintOutcome outcome,
            AccessKind kind,
            int queue,
            long unit,
            long arrivalPs,
            int flags,
            int payloadBytes,
            String emitted,
            String delivered) {
        boolean isPosted() {
            return payloadBytes > 0;
        }

        boolean isStrict() {
            return (flags & (TlpRecordLayout.FLAG_RELAXED | TlpRecordLayout.FLAG_IDO)) == 0;
        }

        boolean isFlit() {
            return (flags & TlpRecordLayout.FLAG_FLIT) != 0;
        }

        boolean isDeliveredFlit() {
            return emitted.equals(delivered) ? isFlit() : (flags & TlpRecordLayout.FLAG_DELIVERED_FLIT) != 0;
        }

        /** An element before the receiving port ended it. */
        boolean isLostInPath() {
            return inPath.isLost() && hop != 0;
        }
    }

    static TappedRun of(DrawnScenario scenario, long endPs) {
        List<End> ends = new ArrayList<>();
        EngineConfig engine = new EngineConfig(
                Threading.INLINE,
                1024,
                32,
                1024,
                Gate.OPEN,
                Optional.of(() -> (records, offset, outcome) -> ends.add(end(records, offset, outcome))));
        try (Simulation simulation = new Simulation(
                scenario.config(),
                Path.of("."),
                Column.CONFIGURED,
                scenario.config().seed(),
                engine)) {
            simulation.beginWindow();
            simulation.runUntil(endPs);
            long[] cached = new long[simulation.host().peers().length];
            for (int peer = 0; peer < cached.length; peer++) {
                cached[peer] = simulation.host().peers()[peer].cachedLines();
            }
            return new TappedRun(
                    CounterSnapshot.of(simulation), List.copyOf(ends), simulation.plan(), simulation.flows(), cached);
        }
    }

    private static End end(UnsafeBuffer records, int offset, int outcome) {
        String emitted =
                hex(records, offset + TlpRecordLayout.EMITTED, records.getByte(offset + TlpRecordLayout.EMITTED_BYTES));
        int delivered = records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES);
        return new End(
                records.getShort(offset + TlpRecordLayout.DEVICE),
                records.getLong(offset + TlpRecordLayout.SEQUENCE),
                records.getShort(offset + TlpRecordLayout.PORT),
                records.getByte(offset + TlpRecordLayout.HOP) & 0xFF,
                HintOutcome.ofCode(records.getByte(offset + TlpRecordLayout.OUTCOME)),
                HintOutcome.ofCode(outcome),
                AccessKind.ofCode(records.getByte(offset + TlpRecordLayout.KIND)),
                records.getInt(offset + TlpRecordLayout.QUEUE),
                records.getLong(offset + TlpRecordLayout.UNIT),
                records.getLong(offset + TlpRecordLayout.ARRIVAL_PS),
                records.getByte(offset + TlpRecordLayout.FLAGS),
                records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES),
                emitted,
                delivered == 0 ? emitted : hex(records, offset + TlpRecordLayout.DELIVERED, delivered));
    }

    private static String hex(UnsafeBuffer records, int from, int bytes) {
        byte[] copy = new byte[bytes];
        records.getBytes(from, copy);
        return HEX.formatHex(copy);
    }
}
