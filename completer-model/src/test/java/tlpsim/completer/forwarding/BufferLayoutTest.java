package tlpsim.completer.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BufferLayoutTest {
    /** 64 + 128 + 128 + 2,048 bytes are 37 lines, which shares no factor with 6 channels. */
    @Test
    void defaultBuffersOfDpdkLie37LinesApart() {
        assertThat(BufferLayout.dpdk(128, 2048, 6)).isEqualTo(new BufferLayout(37, 1, 2, 5));
    }

    /** 64 + 128 + 128 + 2,112 bytes are 38 lines: 39 is odd, but three times 13. */
    @Test
    void theStrideIsRaisedUntilItSharesNoFactorWithTheChannels() {
        assertThat(BufferLayout.dpdk(128, 2112, 4).strideLines()).isEqualTo(39);
        assertThat(BufferLayout.dpdk(128, 2112, 6).strideLines()).isEqualTo(41);
        assertThat(BufferLayout.dpdk(128, 2112, 1).strideLines()).isEqualTo(38);
    }

    @Test
    void partsThatOverlapAreRefused() {
        assertThatThrownBy(() -> new BufferLayout(37, 1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BufferLayout(5, 1, 2, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
