package tlpsim.core.tlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class TlpAllocationTest {
    private static final int TLPS = 1_000_000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final MemoryRequestEncoder encoder = new MemoryRequestEncoder().requesterId(0x100);
    private final MemoryRequestTemplate[] templates = {
        encoder.hints(2, 0x2A).template(),
        encoder.extendedHints(2, 0x1234).template(),
        encoder.kind(TlpKind.MRD).template(),
        encoder.flit(true).template()
    };

    @Test
    void aMillionTlpsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
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

    private long run() {
        long sum = 0;
        for (int i = 0; i < TLPS; i++) {
            MemoryRequestTemplate template = templates[i & 3];
            template.st(i & 0xFFFF);
            template.tag(i & 0x3FF);
            long address = ((long) i << 12) + (i & 63);
            int length = template.encodeInto(buffer, 0, address, 1 + (i & 255));
            int code = tlp.wrap(buffer, 0, length, (i & 3) == 3);
            sum += code
                    + tlp.address()
                    + tlp.st()
                    + tlp.ph()
                    + tlp.lengthDw()
                    + tlp.kind().ordinal();
            sum += tlp.effectiveByteEnables() + tlp.tag() + tlp.requesterId() + TlpRules.check(tlp, code, false);
            sum += encoder.address(address).tag(i & 0x3FF).encode(buffer, 64);
            sum += Lcrc.of(buffer, 0, length);
        }
        return sum;
    }
}
