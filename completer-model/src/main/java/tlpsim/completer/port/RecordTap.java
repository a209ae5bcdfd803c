package tlpsim.completer.port;

import org.agrona.concurrent.UnsafeBuffer;

/** Sees every TLP at its end, lost ones included, in arrival order, with what became of its hint. Called on the thread of the Memory process. */
@FunctionalInterface
public interface RecordTap {
    /**
     * @param records holds the record; it is overwritten after the call
     * @param offset  where the record begins, laid out by {@link tlpsim.core.pipeline.TlpRecordLayout}
     * @param outcome code of the {@link tlpsim.core.pipeline.HintOutcome}, that of the receiving port included
     */
    void onRecord(UnsafeBuffer records, int offset, int outcome);
}
