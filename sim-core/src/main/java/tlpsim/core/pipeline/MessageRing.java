package tlpsim.core.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import org.agrona.BitUtil;

/**
 * An edge that carries small messages of {@link #WORDS} longs (feedback; observations), batched in Disruptor slots.
 *
 * <p>One writer thread, one reader thread. What does not fit waits in an outbox of the writer, in order: {@link #send} never fails and never waits;
 * the writer looks at {@link #flush} before it works on.
 */
public final class MessageRing {
    /** Longs per message. */
    public static final int WORDS = 4;

    /** A slot of messages. */
    static final class Slot {
        final long[] words;
        int count;

        Slot(int messages) {
            words = new long[messages * WORDS];
        }
    }

    private final RingBuffer<Slot> ring;
    private final int slotMessages;
    private final Gate gate;

    // Writer
    private long[] outbox = new long[64 * WORDS];
    private int outboxHead;
    private int outboxTail;

    // Reader
    private final Sequence readerSequence = new Sequence(-1);
    private long readSequence = -1;
    private Slot current;
    private int currentIndex;

    public MessageRing(int slots, int slotMessages, Gate gate) {
        if (!BitUtil.isPowerOfTwo(slots) || slotMessages < 1) {
            throw new IllegalArgumentException("slots must be a power of two and slotMessages at least 1: slots="
                    + slots + ", slotMessages=" + slotMessages);
        }
        this.slotMessages = slotMessages;
        this.gate = gate;
        this.ring = RingBuffer.createSingleProducer(() -> new Slot(slotMessages), slots, new BusySpinWaitStrategy());
        ring.addGatingSequences(readerSequence);
    }

    /** Writer: queues one message. The outbox grows only while the reader is far behind. */
    public void send(long word0, long word1, long word2, long word3) {
        if (outboxTail + WORDS > outbox.length) {
            makeRoom();
        }
        outbox[outboxTail] = word0;
        outbox[outboxTail + 1] = word1;
        outbox[outboxTail + 2] = word2;
        outbox[outboxTail + 3] = word3;
        outboxTail += WORDS;
    }

    /** Writer: messages that wait to be published. */
    public int waiting() {
        return (outboxTail - outboxHead) / WORDS;
    }

    /** Writer: publishes what fits. @return true if nothing waits any more */
    public boolean flush() {
        while (outboxHead < outboxTail) {
            gate.pass();
            if (!ring.hasAvailableCapacity(1)) {
                return false;
            }
            long sequence = ring.next();
            Slot slot = ring.get(sequence);
            int words = Math.min(outboxTail - outboxHead, slotMessages * WORDS);
            System.arraycopy(outbox, outboxHead, slot.words, 0, words);
            slot.count = words / WORDS;
            ring.publish(sequence);
            outboxHead += words;
        }
        outboxHead = 0;
        outboxTail = 0;
        return true;
    }

    private void makeRoom() {
        int used = outboxTail - outboxHead;
        long[] target = used * 2 > outbox.length ? new long[outbox.length * 2] : outbox;
        System.arraycopy(outbox, outboxHead, target, 0, used);
        outbox = target;
        outboxHead = 0;
        outboxTail = used;
    }

    /** Reader: true if a message can be read with {@link #word}. */
    public boolean hasMessage() {
        if (current != null) {
            return true;
        }
        gate.pass();
        if (ring.getCursor() == readSequence) {
            return false;
        }
        readSequence++;
        current = ring.get(readSequence);
        currentIndex = 0;
        return true;
    }

    /** Reader: a word of the current message, 0 to {@code WORDS - 1}. */
    public long word(int index) {
        return current.words[currentIndex * WORDS + index];
    }

    /** Reader: the current message is done. */
    public void advance() {
        currentIndex++;
        if (currentIndex == current.count) {
            current = null;
            gate.pass();
            readerSequence.set(readSequence);
        }
    }
}
