package tlpsim.completer.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;

/** Two flows; one switch (element 1), two root ports (2 and 3) and a peer (4). */
final class PathTableTest {
    private static final int HEADER = AccessKind.HEADER.ordinal();

    private final PathTable table = new PathTable(2, 5, new int[] {2, 3, 4});
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[TlpRecordLayout.RECORD_BYTES]);

    private void request(MemoryRequestEncoder encoder, boolean flit, int port, int hop) {
        int bytes = encoder.flit(flit).address(0x1000).lengthDw(16).encode(record, TlpRecordLayout.EMITTED);
        record.putByte(TlpRecordLayout.EMITTED_BYTES, (byte) bytes);
        record.putByte(TlpRecordLayout.PREFIX_BYTES, (byte) (bytes - 12));
        record.putByte(TlpRecordLayout.FLAGS, (byte) (flit ? TlpRecordLayout.FLAG_FLIT : 0));
        record.putShort(TlpRecordLayout.PORT, (short) port);
        record.putByte(TlpRecordLayout.HOP, (byte) hop);
    }

    private long count(int flow, int hop, int asked, HintOutcome outcome) {
        return table.outcomes()[table.index(flow, HEADER, hop, asked, outcome.ordinal())];
    }

    @Test
    void withoutAHopTheReceivingPortDecided() {
        request(new MemoryRequestEncoder().hints(2, 0x55), false, 1, 0);
        assertThat(table.count(record, 0, 1, HEADER, HintOutcome.TAGGED8.ordinal()))
                .isEqualTo(AskedHint.TAGGED8);
        request(new MemoryRequestEncoder(), false, 2, 0);
        assertThat(table.count(record, 0, 0, HEADER, HintOutcome.PLAIN.ordinal()))
                .isEqualTo(AskedHint.PLAIN);
        assertThat(count(1, 3, AskedHint.TAGGED8, HintOutcome.TAGGED8)).isEqualTo(1);
        assertThat(count(0, 4, AskedHint.PLAIN, HintOutcome.PLAIN)).isEqualTo(1);
    }

    @Test
    void whatWasAskedForIsReadFromTheEmittedBytesWhereTheOutcomeDoesNotTell() {
        request(new MemoryRequestEncoder().extendedHints(2, 0x1234), false, 0, 1);
        record.putByte(TlpRecordLayout.OUTCOME, (byte) HintOutcome.PREFIX_BLOCKED.ordinal());
        table.count(record, 0, 0, HEADER, HintOutcome.PREFIX_BLOCKED.ordinal());
        assertThat(count(0, 1, AskedHint.TAGGED16, HintOutcome.PREFIX_BLOCKED)).isEqualTo(1);
        request(new MemoryRequestEncoder().hints(2, 0), false, 0, 0);
        table.count(record, 0, 0, HEADER, HintOutcome.HINT_IGNORED.ordinal());
        assertThat(count(0, 2, AskedHint.PH_ONLY, HintOutcome.HINT_IGNORED)).isEqualTo(1);
    }

    @Test
    void anElementThatOnlyChangedTheHeaderDidNotRefuseIt() {
        request(new MemoryRequestEncoder().extendedHints(2, 0x1234), true, 1, 1);
        table.count(record, 0, 0, HEADER, HintOutcome.UNSUPPORTED_REQUEST.ordinal());
        table.count(record, 0, 0, HEADER, HintOutcome.TAGGED16.ordinal());
        assertThat(count(0, 3, AskedHint.TAGGED16, HintOutcome.UNSUPPORTED_REQUEST))
                .isEqualTo(1);
        assertThat(count(0, 1, AskedHint.TAGGED16, HintOutcome.TAGGED16)).isEqualTo(1);
    }

    @Test
    void theLowByteOfA16BitTagIsNotWhatWasAskedFor() {
        request(new MemoryRequestEncoder().extendedHints(2, 0x1234), true, 0, 0);
        table.count(record, 0, 0, HEADER, HintOutcome.TAGGED8.ordinal());
        assertThat(count(0, 2, AskedHint.TAGGED16, HintOutcome.TAGGED8)).isEqualTo(1);
        request(new MemoryRequestEncoder().hints(2, 0x34), true, 0, 0);
        table.count(record, 0, 0, HEADER, HintOutcome.TAGGED8.ordinal());
        assertThat(count(0, 2, AskedHint.TAGGED8, HintOutcome.TAGGED8)).isEqualTo(1);
    }

    @Test
    void theTapSeesEveryTlpWithItsFinalOutcome() {
        StringBuilder seen = new StringBuilder();
        table.tap((records, offset, outcome) -> seen.append(HintOutcome.ofCode(outcome)));
        request(new MemoryRequestEncoder(), false, 0, 1);
        table.count(record, 0, 0, HEADER, HintOutcome.MALFORMED.ordinal());
        assertThat(seen).hasToString("MALFORMED");
    }

    @Test
    void visibilityIsSummedByFlowAndKind() {
        table.visible(1, HEADER, 300);
        table.visible(1, HEADER, 200);
        assertThat(table.visibleDelayPs()[AccessKind.COUNT + HEADER]).isEqualTo(500);
        assertThat(table.visibleWrites()[AccessKind.COUNT + HEADER]).isEqualTo(2);
        assertThat(Arrays.stream(table.visibleWrites()).sum()).isEqualTo(2);
        assertThat(FlowCounts.overFlows(table.visibleWrites(), table.flows())[HEADER])
                .isEqualTo(2);
    }
}
