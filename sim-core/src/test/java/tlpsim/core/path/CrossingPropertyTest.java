package tlpsim.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpLayout;

/**
 * Drawn requests of all kinds: what a translation must keep, and what stripping must not touch. {@code -Dseed=} repeats
 * one.
 */
class CrossingPropertyTest {
    private static final int ROUNDS = 2_000;
    private static final int SEEDS = 10;
    private static final TlpKind[] KINDS = {
        TlpKind.MRD, TlpKind.MWR, TlpKind.FETCH_ADD, TlpKind.SWAP, TlpKind.CAS, TlpKind.DMWR
    };

    private final Crossing toFlit = Ports.aSwitch(Ports.NON_FLIT, Ports.FLIT);
    private final Crossing toNonFlit = Ports.aSwitch(Ports.FLIT, Ports.NON_FLIT);
    private final Crossing strip = Ports.rootComplex(Ports.NON_FLIT, Ports.NON_FLIT, PeerToPeerPolicy.STRIP);
    private final Crossing stripFlit = Ports.rootComplex(Ports.FLIT, Ports.FLIT, PeerToPeerPolicy.STRIP);

    static LongStream seeds() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.range(1, SEEDS + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fromNonFlitModeToFlitModeAndBackIsTheSameBytes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            PathRecord record = PathRecord.of(drawn(random), false);
            String context = "seed " + seed + ", round " + round + ": " + record.emitted();
            TlpFlyweight before = record.tlp();

            assertThat(record.crosses(toFlit)).as(context).isTrue();
            assertSame(record.tlp(), before, context);
            assertThat(record.crosses(toNonFlit)).as(context).isTrue();
            assertThat(record.header()).as(context).isEqualTo(record.emitted());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fromFlitModeToNonFlitModeAndBackSaysTheSame(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            PathRecord record = PathRecord.of(drawn(random), true);
            String context = "seed " + seed + ", round " + round + ": " + record.emitted();
            TlpFlyweight before = record.tlp();

            if (record.crosses(toNonFlit)) {
                assertSame(record.tlp(), before, context);
                assertThat(record.crosses(toFlit)).as(context).isTrue();
                assertSame(record.tlp(), before, context);
            } else {
                boolean read = before.kind() == TlpKind.MRD || before.kind() == TlpKind.DMWR;
                assertThat(read && before.hasHints()).as(context).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void strippingLeavesARequestWithoutHintAndWithEverythingElse(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            boolean flit = random.nextBoolean();
            PathRecord record = PathRecord.of(drawn(random), flit);
            String context = "seed " + seed + ", round " + round + ": " + record.emitted();
            TlpFlyweight before = record.tlp();

            assertThat(record.crosses(flit ? stripFlit : strip)).as(context).isTrue();
            TlpFlyweight after = record.tlp();
            assertSameBase(after, before, context);
            assertThat(after.hasHints()).as(context).isFalse();
            assertThat(after.av()).as(context).isEqualTo(before.av());
            assertThat(record.isChanged()).as(context).isEqualTo(before.hasHints());

            String once = record.header();
            assertThat(record.crosses(flit ? stripFlit : strip)).as(context).isTrue();
            assertThat(record.header()).as(context).isEqualTo(once);
        }
    }

    private static void assertSame(TlpFlyweight actual, TlpFlyweight expected, String context) {
        assertSameBase(actual, expected, context);
        assertThat(actual.hasHints()).as(context).isEqualTo(expected.hasHints());
        assertThat(actual.ph()).as(context).isEqualTo(expected.ph());
        assertThat(actual.st()).as(context).isEqualTo(expected.st());
        assertThat(actual.av()).as(context).isEqualTo(expected.av());
        assertThat(actual.ama()).as(context).isEqualTo(expected.ama());
    }

    private static void assertSameBase(TlpFlyweight actual, TlpFlyweight expected, String context) {
        assertThat(actual.kind()).as(context).isEqualTo(expected.kind());
        assertThat(actual.address()).as(context).isEqualTo(expected.address());
        assertThat(actual.isAddress64()).as(context).isEqualTo(expected.isAddress64());
        assertThat(actual.lengthDw()).as(context).isEqualTo(expected.lengthDw());
        assertThat(actual.requesterId()).as(context).isEqualTo(expected.requesterId());
        assertThat(actual.tc()).as(context).isEqualTo(expected.tc());
        assertThat(actual.attr()).as(context).isEqualTo(expected.attr());
        assertThat(actual.at()).as(context).isEqualTo(expected.at());
        assertThat(actual.ep()).as(context).isEqualTo(expected.ep());
        assertThat(actual.effectiveByteEnables()).as(context).isEqualTo(expected.effectiveByteEnables());
        if (expected.kind() != TlpKind.MWR) {
            assertThat(actual.tag()).as(context).isEqualTo(expected.tag());
        }
    }

    private static MemoryRequestEncoder drawn(Random random) {
        TlpKind kind = KINDS[random.nextInt(KINDS.length)];
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .kind(kind)
                .address(random.nextLong() >>> random.nextInt(64) & ~3L)
                .lengthDw(1 + random.nextInt(random.nextBoolean() ? 2 : TlpLayout.MAX_LENGTH_DW))
                .requesterId(random.nextInt(0x10000))
                .tag(random.nextInt(0x400))
                .tc(random.nextInt(8))
                .attr(random.nextInt(8))
                .addressType(random.nextBoolean() ? TlpLayout.AT_TRANSLATED : TlpLayout.AT_UNTRANSLATED);
        if (!kind.isAtomic() && random.nextBoolean()) {
            encoder.byteEnables(random.nextInt(16), random.nextInt(16));
        }
        if (random.nextInt(4) == 0) {
            encoder.ama(random.nextInt(8), true);
        }
        return switch (random.nextInt(3)) {
            case 0 -> encoder;
            case 1 -> encoder.hints(random.nextInt(4), random.nextInt(0x100));
            default -> encoder.extendedHints(random.nextInt(4), random.nextInt(0x10000));
        };
    }
}
