package tlpsim.scenarios.export;

import org.agrona.DirectBuffer;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;

/** Where TLPs are captured. */
public enum CaptureTap {
    /** Headers as the requester emitted them, at the time when the link began to serialise them. */
    REQUESTER("requester", TlpRecordLayout.DEPART_PS),
    /** Headers as the path delivered them, at the time when their last byte arrived at the completer. */
    COMPLETER("completer", TlpRecordLayout.ARRIVAL_PS);

    private final String label;
    private final int timeField;

    CaptureTap(String label, int timeField) {
        this.label = label;
        this.timeField = timeField;
    }

    /** As the option and the sidecar spell it. */
    public String label() {
        return label;
    }

    /** When the TLP of a record passed the tap, in picoseconds of simulated time. */
    long timePs(DirectBuffer records, int offset) {
        return records.getLong(offset + timeField);
    }

    /** True if the TLP came past: what an element of the path ended never reached a completer. */
    boolean sees(DirectBuffer records, int offset) {
        boolean ended = HintOutcome.ofCode(records.getByte(offset + TlpRecordLayout.OUTCOME))
                        .isLost()
                && records.getByte(offset + TlpRecordLayout.HOP) != 0;
        return this == REQUESTER || !ended;
    }

    /** True if the header here is one of Flit Mode. */
    boolean isFlit(DirectBuffer records, int offset) {
        int flag = isEmittedForm(records, offset) ? TlpRecordLayout.FLAG_FLIT : TlpRecordLayout.FLAG_DELIVERED_FLIT;
        return (records.getByte(offset + TlpRecordLayout.FLAGS) & flag) != 0;
    }

    private boolean isEmittedForm(DirectBuffer records, int offset) {
        return this == REQUESTER || records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES) == 0;
    }

    /** Where the prefixes and the header of a record begin. */
    int headerOffset(DirectBuffer records, int offset) {
        return offset + (isEmittedForm(records, offset) ? TlpRecordLayout.EMITTED : TlpRecordLayout.DELIVERED);
    }

    /** Length of the prefixes and the header. */
    int headerBytes(DirectBuffer records, int offset) {
        return records.getByte(offset
                + (isEmittedForm(records, offset) ? TlpRecordLayout.EMITTED_BYTES : TlpRecordLayout.DELIVERED_BYTES));
    }
}
