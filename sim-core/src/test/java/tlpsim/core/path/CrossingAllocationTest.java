package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tph.TphCompleterSupport;

class CrossingAllocationTest {
    private static final int ROUNDS = 100_000;

    private final UnsafeBuffer records = new UnsafeBuffer(ByteBuffer.allocateDirect(TlpRecordLayout.RECORD_BYTES));
    private final UnsafeBuffer headers = new UnsafeBuffer(ByteBuffer.allocateDirect(256));
    private final int[] lengths = new int[8];
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final Crossing[] ofNonFlit = {
        Ports.aSwitch(Ports.ALL),
        Ports.aSwitch(Ports.NON_FLIT, Ports.BLOCKING),
        Ports.aSwitch(Ports.NON_FLIT, Ports.FLIT),
        Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP),
        Ports.rootComplex(Ports.NON_FLIT, Ports.FLIT, PeerToPeerPolicy.REJECT)
    };
    private final Crossing[] ofFlit = {
        Ports.aSwitch(Ports.FLIT, Ports.NON_FLIT),
        Ports.aSwitch(Ports.FLIT, Ports.BLOCKING),
        Ports.rootComplex(Ports.FLIT, Ports.FLIT, PeerToPeerPolicy.STRIP),
        Ports.rootComplex(Ports.FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP)
    };
    private final CompleterRules rules = Ports.rootPort(TphCompleterSupport.TPH, Ports.ALL);

    @Test
    void crossingsAndCompletersAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int index = 0; index < lengths.length; index++) {
            lengths[index] = encode(index);
        }
        long expected = run();
        threads.getThreadAllocatedBytes(thread);

        long before = threads.getThreadAllocatedBytes(thread);
        long empty = threads.getThreadAllocatedBytes(thread) - before;
        long start = threads.getThreadAllocatedBytes(thread);
        long sum = run();
        long allocated = threads.getThreadAllocatedBytes(thread) - start - empty;

        assertThat(sum).isEqualTo(expected);
        assertThat(allocated).isZero();
    }

    private int encode(int index) {
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .flit(index >= 4)
                .kind((index & 1) == 0 ? TlpKind.MWR : TlpKind.MRD)
                .address(0x20_0000_1000L)
                .lengthDw(16);
        encoder = (index & 2) == 0 ? encoder.hints(2, 0x2A) : encoder.extendedHints(2, 0x122A);
        return encoder.encode(headers, index * TlpRecordLayout.HEADER_CAPACITY_BYTES);
    }

    private long run() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean flit = (round & 4) != 0;
            for (Crossing crossing : flit ? ofFlit : ofNonFlit) {
                sum += cross(round & 7, flit, crossing);
            }
        }
        return sum;
    }

    private long cross(int index, boolean flit, Crossing crossing) {
        int from = index * TlpRecordLayout.HEADER_CAPACITY_BYTES;
        records.setMemory(0, TlpRecordLayout.RECORD_BYTES, (byte) 0);
        records.putByte(TlpRecordLayout.EMITTED_BYTES, (byte) lengths[index]);
        records.putByte(TlpRecordLayout.FLAGS, (byte) (flit ? TlpRecordLayout.FLAG_FLIT : 0));
        records.putBytes(TlpRecordLayout.EMITTED, headers, from, lengths[index]);
        long sum = crossing.apply(records, 0) ? 1 : 0;
        sum += records.getLong(TlpRecordLayout.DELIVERED) + records.getByte(TlpRecordLayout.OUTCOME);
        tlp.wrap(headers, from, lengths[index], flit);
        return sum + rules.outcome(tlp).ordinal() + AskedHint.of(tlp);
    }
}
