package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a sorted list that does the same thing plainly. */
final class EventHeapTest {
    private static final int OPERATIONS = 4_000;

    private record Event(long timePs, int rank, int component, long sequence, long payload) {
        static final Comparator<Event> KEY_ORDER = Comparator.comparingLong(Event::timePs)
                .thenComparingInt(Event::rank)
                .thenComparingInt(Event::component)
                .thenComparingLong(Event::sequence);
    }

    private static List<Long> seeds() {
        return Seeds.all(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsLeaveInKeyOrderHoweverTheyWereAdded(long seed) {
        Random random = new Random(seed);
        EventHeap heap = new EventHeap(random.nextInt(3));
        List<Event> sorted = new ArrayList<>();
        long sequence = 0;
        for (int operation = 0; operation < OPERATIONS; operation++) {
            int choice = random.nextInt(10);
            if (sorted.isEmpty() || choice < 5) {
                Event event = drawn(random, sequence++);
                heap.add(event.timePs(), event.rank(), event.component(), event.payload());
                sorted.add(event);
            } else if (choice < 8) {
                heap.removeHead();
                sorted.remove(0);
            } else {
                Event head = sorted.remove(0);
                Event later = new Event(
                        head.timePs() + random.nextInt(5),
                        head.rank(),
                        head.component(),
                        sequence++,
                        random.nextLong());
                heap.replaceHead(later.timePs(), later.payload());
                sorted.add(later);
            }
            sorted.sort(Event.KEY_ORDER);
            compareHead(heap, sorted);
        }
    }

    /** Few distinct times, ranks and components, so that ties are the rule. */
    private static Event drawn(Random random, long sequence) {
        int component = random.nextInt(4) == 0 ? EventHeap.MAX_COMPONENTS - 1 : random.nextInt(4);
        long timePs = random.nextInt(50) == 0 ? Long.MAX_VALUE : random.nextInt(20);
        return new Event(timePs, random.nextInt(5), component, sequence, random.nextLong());
    }

    private static void compareHead(EventHeap heap, List<Event> sorted) {
        assertThat(heap.size()).isEqualTo(sorted.size());
        assertThat(heap.isEmpty()).isEqualTo(sorted.isEmpty());
        if (sorted.isEmpty()) {
            assertThat(heap.headPs()).isEqualTo(Long.MAX_VALUE);
            return;
        }
        Event first = sorted.get(0);
        assertThat(heap.headPs()).isEqualTo(first.timePs());
        assertThat(heap.headRank()).isEqualTo(first.rank());
        assertThat(heap.headComponent()).isEqualTo(first.component());
        assertThat(heap.headPayload()).isEqualTo(first.payload());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSendersSequenceDecidesAmongEqualKeysWhateverTheOrderOfReceipt(long seed) {
        Random random = new Random(seed);
        List<Integer> sequences = new ArrayList<>();
        for (int sequence = 0; sequence < 100; sequence++) {
            sequences.add(sequence);
        }
        java.util.Collections.shuffle(sequences, random);
        EventHeap heap = new EventHeap(1);
        for (int sequence : sequences) {
            heap.addInOrder(7, 1, 2, sequence, sequence);
        }
        for (int expected = 0; expected < 100; expected++) {
            assertThat(heap.headPayload()).isEqualTo(expected);
            heap.removeHead();
        }
    }
}
