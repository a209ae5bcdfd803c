package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.scenarios.result.CounterSnapshot;

/** Sums of core reads. */
final class Reads {
    private static final List<ReadKind> DEVICE_DATA = List.of(ReadKind.COMPLETION, ReadKind.HEADER, ReadKind.PAYLOAD);

    private Reads() {}

    static long ofDeviceData(CounterSnapshot counts, int outcome) {
        long sum = 0;
        for (ReadKind kind : DEVICE_DATA) {
            sum += counts.coreReads()[kind.ordinal() * ReadOutcomeLayout.COUNT + outcome];
        }
        return sum;
    }

    static long ofDeviceDataBeyondTheOwnL2(CounterSnapshot counts) {
        long sum = 0;
        for (int outcome = ReadOutcomeLayout.READ_L2 + 1; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            sum += ofDeviceData(counts, outcome);
        }
        return sum;
    }

    /** All kinds, the working set too. */
    static long all(CounterSnapshot counts, int outcome) {
        long sum = 0;
        for (int kind = 0; kind < ReadKind.COUNT; kind++) {
            sum += counts.coreReads()[kind * ReadOutcomeLayout.COUNT + outcome];
        }
        return sum;
    }
}
