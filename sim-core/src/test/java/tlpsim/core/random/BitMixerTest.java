package tlpsim.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitMixerTest {
    /** The first outputs of SplitMix64 for seed 1234567, as published with many implementations (e.g. Rosetta Code). */
    @Test
    void mixesAsSplitMix64Does() {
        String[] published = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        long state = 1234567;
        for (String expected : published) {
            state += BitMixer.INDEX_STEP;
            assertThat(Long.toUnsignedString(BitMixer.mix(state))).isEqualTo(expected);
        }
    }

    @Test
    void everyInputBitFlipsEachOutputBitNearlyHalfOfTheTime() {
        SequentialStream words = SequentialStream.of(7, "avalanche");
        int samples = 4096;
        for (int in = 0; in < 64; in++) {
            int[] flips = new int[64];
            for (int n = 0; n < samples; n++) {
                long word = words.nextBits();
                long change = BitMixer.mix(word) ^ BitMixer.mix(word ^ (1L << in));
                for (int out = 0; out < 64; out++) {
                    flips[out] += (int) (change >>> out) & 1;
                }
            }
            for (int out = 0; out < 64; out++) {
                assertThat(flips[out]).as("bit %d to bit %d", in, out).isBetween(samples * 2 / 5, samples * 3 / 5);
            }
        }
    }

    @Test
    void scalesByTheHighWordOfTheUnsignedProduct() {
        assertThat(BitMixer.scale(0, 1000)).isZero();
        assertThat(BitMixer.scale(-1L, 1000)).isEqualTo(999);
        assertThat(BitMixer.scale(Long.MIN_VALUE, 1000)).isEqualTo(500);
        assertThat(BitMixer.scale(Long.MAX_VALUE, 1000)).isEqualTo(499);
        assertThat(BitMixer.scale(-1L, 1L << 62)).isEqualTo((1L << 62) - 1);
    }
}
