package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tlp.TlpTypes;

class TlpCommandRoundTripTest {
    private static final int ROUNDS = 4_000;

    private final ObjectMapper json = new ObjectMapper();

    static LongStream seeds() {
        Long given = Long.getLong("seed");
        return given != null ? LongStream.of(given) : LongStream.range(1, 11);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void encodeOfDecodeIsTheSameBytesForAnythingWithAHeader(long seed) throws IOException {
        Random random = new Random(seed);
        TlpCommandDecoder decoder = new TlpCommandDecoder();
        TlpCommandEncoder encoder = new TlpCommandEncoder();
        int readable = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean flit = random.nextBoolean();
            byte[] bytes = randomTlp(random, flit);
            ObjectNode decoded = decoder.decode(bytes, flit, TlpCommandDecoder.looksFramed(bytes) && !flit, false);
            ObjectNode reread = (ObjectNode) json.readTree(decoded.toString());
            if (!reread.has("header_hex")) {
                assertThat(reread.get("fault").isTextual()).isTrue();
                continue;
            }
            readable++;
            byte[] again = encoder.encode(new TlpCommandFields(reread, "test", round));
            String context = "seed %d, round %d, flit %b: %s".formatted(seed, round, flit, decoded);
            assertThat(HexFormat.of().formatHex(again))
                    .as(context)
                    .isEqualTo(HexFormat.of().formatHex(bytes));
        }
        assertThat(readable).isGreaterThan(ROUNDS / 2);
    }

    private static byte[] randomTlp(Random random, boolean flit) {
        byte[] bytes = new byte[80];
        random.nextBytes(bytes);
        int at = 0;
        for (int prefixes = random.nextInt(4) - 1; prefixes > 0; prefixes--) {
            bytes[at] = (byte) (flit ? 0x8D : 0x90 + random.nextInt(3));
            at += 4;
        }
        TlpKind[] kinds = TlpKind.values();
        int firstByte = TlpTypes.firstByte(kinds[random.nextInt(kinds.length)], random.nextBoolean(), flit);
        bytes[at] = (byte) (firstByte < 0 ? random.nextInt(256) : firstByte);
        return Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4));
    }
}
