package tlpsim.core.tlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlpPropertyTest {
    private static final int ROUNDS = 5_000;
    private static final TlpKind[] KINDS = {
        TlpKind.MRD, TlpKind.MRD_LK, TlpKind.MWR, TlpKind.FETCH_ADD, TlpKind.SWAP, TlpKind.CAS, TlpKind.DMWR
    };

    private final TlpFlyweight tlp = new TlpFlyweight();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsEncodedIsDecoded(long seed) {
        Random random = Seeds.random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            roundTrip(random, seed + ", round " + round);
        }
    }

    private void roundTrip(Random random, String context) {
        boolean flit = random.nextBoolean();
        TlpKind kind = KINDS[random.nextInt(KINDS.length)];
        long address = random.nextLong() >>> random.nextInt(64) & ~3L;
        int lengthDw = 1 + random.nextInt(TlpLayout.MAX_LENGTH_DW);
        int requesterId = random.nextInt(0x10000);
        int tag = random.nextInt(flit ? 0x4000 : 0x400);
        int tc = random.nextInt(8);
        int attr = random.nextInt(8);
        int at = random.nextInt(4);
        int hints = random.nextInt(3);
        int ph = random.nextInt(4);
        int st = random.nextInt(hints == 1 ? 0x100 : 0x10000);
        int enables = random.nextInt(0x100);
        int ama = random.nextInt(8);
        boolean av = random.nextBoolean();
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .flit(flit)
                .kind(kind)
                .address(address)
                .lengthDw(lengthDw)
                .requesterId(requesterId)
                .tag(tag)
                .tc(tc)
                .attr(attr)
                .addressType(at)
                .byteEnables(enables & 15, enables >>> 4)
                .ama(ama, av)
                .forcePrefix(random.nextBoolean());
        if (hints == 1) {
            encoder.hints(ph, st);
        } else if (hints == 2) {
            encoder.extendedHints(ph, st);
        }
        int bytes = encoder.encode(buffer, 8);

        assertThat(tlp.wrap(buffer, 8, bytes, flit)).as(context).isZero();
        assertThat(tlp.kind()).as(context).isEqualTo(kind);
        assertThat(tlp.address()).as(context).isEqualTo(address);
        assertThat(tlp.isAddress64()).as(context).isEqualTo(address >>> 32 != 0);
        assertThat(tlp.lengthDw()).as(context).isEqualTo(lengthDw);
        assertThat(tlp.requesterId()).as(context).isEqualTo(requesterId);
        assertThat(tlp.tc()).as(context).isEqualTo(tc);
        assertThat(tlp.attr()).as(context).isEqualTo(attr);
        assertThat(tlp.at()).as(context).isEqualTo(at);
        assertThat(tlp.hasHints()).as(context).isEqualTo(hints != 0);
        assertThat(tlp.ph()).as(context).isEqualTo(hints != 0 ? ph : 0);
        assertThat(tlp.st()).as(context).isEqualTo(hints != 0 ? st : 0);
        assertThat(tlp.ama()).as(context).isEqualTo(ama);
        assertThat(tlp.av()).as(context).isEqualTo(av);
        assertThat(tlp.prefixBytes() + tlp.headerBytes()).as(context).isEqualTo(bytes);
        boolean tagReplaced = !flit && hints != 0 && kind == TlpKind.MWR;
        boolean enablesReplaced = !flit && hints != 0 && kind != TlpKind.MWR || flit && kind.isAtomic();
        if (!tagReplaced) {
            assertThat(tlp.tag()).as(context).isEqualTo(tag);
        }
        if (!enablesReplaced) {
            assertThat(tlp.lastBe() << 4 | tlp.firstBe()).as(context).isEqualTo(enables);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void templateWritesWhatTheEncoderWrites(long seed) {
        Random random = Seeds.random(seed);
        UnsafeBuffer expected = new UnsafeBuffer(new byte[64]);
        for (int round = 0; round < ROUNDS; round++) {
            String context = seed + ", round " + round;
            MemoryRequestEncoder encoder = randomTemplateEncoder(random);
            MemoryRequestTemplate template = encoder.template();
            int bytes = 1 + random.nextInt(TlpLayout.BOUNDARY_BYTES);
            long page = random.nextLong() >>> random.nextInt(64) & -TlpLayout.BOUNDARY_BYTES;
            long address = page + random.nextInt(TlpLayout.BOUNDARY_BYTES - bytes + 1);
            if (encoder.hasHints() && random.nextBoolean()) {
                int st = random.nextInt(0x100);
                template.st(st);
                restate(encoder, st);
            }
            int lengthDw = (int) ((address & 3) + bytes + 3) / 4;
            encoder.address(address).lengthDw(lengthDw).byteEnables(firstBe(address, bytes), lastBe(address, bytes));

            int length = encoder.encode(expected, 0);
            assertThat(template.encodeInto(buffer, 8, address, bytes))
                    .as(context)
                    .isEqualTo(length);
            assertThat(WireText.hex(buffer, 8, length)).as(context).isEqualTo(WireText.hex(expected, 0, length));
            tlp.wrap(buffer, 8, length, encoder.isFlit());
            assertThat(TlpRules.headerFindings(tlp)).as(context).isZero();
        }
    }

    private static MemoryRequestEncoder randomTemplateEncoder(Random random) {
        boolean flit = random.nextBoolean();
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .flit(flit)
                .kind(random.nextBoolean() ? TlpKind.MWR : random.nextBoolean() ? TlpKind.MRD : TlpKind.DMWR)
                .requesterId(random.nextInt(0x10000))
                .tag(random.nextInt(flit ? 0x4000 : 0x400))
                .tc(random.nextInt(8))
                .attr(random.nextInt(8))
                .forcePrefix(random.nextInt(4) == 0);
        if (random.nextInt(4) == 0) {
            encoder.ama(random.nextInt(8), random.nextBoolean());
        }
        int hints = random.nextInt(3);
        if (hints == 1) {
            encoder.hints(random.nextInt(4), random.nextInt(0x100));
        } else if (hints == 2) {
            encoder.extendedHints(random.nextInt(4), random.nextInt(0x10000));
        }
        return encoder;
    }

    private static void restate(MemoryRequestEncoder encoder, int st) {
        if (encoder.isExtended()) {
            encoder.extendedHints(encoder.ph(), st);
        } else {
            encoder.hints(encoder.ph(), st);
        }
    }

    /** Byte by byte, so that it shares nothing with the code under test. */
    private static int firstBe(long address, int bytes) {
        int enables = 0;
        for (long at = address; at < address + bytes && at >>> 2 == address >>> 2; at++) {
            enables |= 1 << (at & 3);
        }
        return enables;
    }

    private static int lastBe(long address, int bytes) {
        int enables = 0;
        long last = address + bytes - 1;
        for (long at = last; at >= address && at >>> 2 == last >>> 2; at--) {
            enables |= 1 << (at & 3);
        }
        return last >>> 2 == address >>> 2 ? 0 : enables;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noBytesMakeAnyGetterThrow(long seed) {
        Random random = Seeds.random(seed);
        byte[] bytes = new byte[64];
        FrameFlyweight frame = new FrameFlyweight();
        for (int round = 0; round < ROUNDS * 4; round++) {
            random.nextBytes(bytes);
            int length = random.nextInt(bytes.length + 1);
            if (random.nextBoolean()) {
                bytes[0] = (byte) (0x80 | random.nextInt(0x20));
                bytes[4] = (byte) (0x80 | random.nextInt(0x20));
            }
            // exactly as long as the input: a read beyond it would throw
            UnsafeBuffer exact = new UnsafeBuffer(Arrays.copyOf(bytes, length));
            boolean flit = random.nextBoolean();
            assertThatCode(() -> {
                        int code = tlp.wrap(exact, 0, length, flit);
                        touchAll();
                        TlpRules.check(tlp, code, random.nextBoolean());
                        frame.wrap(exact, 0, length);
                    })
                    .as("seed %d, round %d, %s", seed, round, WireText.hex(exact, 0, length))
                    .doesNotThrowAnyException();
        }
    }

    private void touchAll() {
        long sum = (long) tlp.fmt() + tlp.type() + tlp.tc() + tlp.attr() + tlp.at() + tlp.tag() + tlp.requesterId();
        sum += tlp.firstBe() + tlp.lastBe() + tlp.effectiveByteEnables() + tlp.address() + tlp.ph() + tlp.phField();
        sum += tlp.st()
                + tlp.hv()
                + tlp.ama()
                + tlp.ts()
                + tlp.ohc()
                + tlp.ohcDw()
                + tlp.lengthDw()
                + tlp.lengthField();
        sum += tlp.payloadBytes()
                + tlp.payloadOffset()
                + tlp.bytesBehindHeader()
                + tlp.trailerBytes()
                + tlp.headerBaseDw();
        sum += CompletionFields.byteCount(tlp) + CompletionFields.status(tlp) + CompletionFields.lowerAddress(tlp);
        sum += CompletionFields.completerId(tlp)
                + (CompletionFields.bcm(tlp) ? 1 : 0)
                + tlp.kind().ordinal();
        for (int i = -1; i < 20; i++) {
            sum += tlp.prefix(i) + tlp.headerDw(i);
        }
        assertThat(tlp.bytesBehindHeader()).isNotNegative();
        assertThat(sum + (tlp.th() || tlp.td() || tlp.ep() || tlp.ln() || tlp.av() ? 1 : 0))
                .isNotEqualTo(Long.MIN_VALUE);
    }
}
