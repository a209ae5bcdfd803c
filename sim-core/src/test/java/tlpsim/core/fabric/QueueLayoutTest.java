package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QueueLayoutTest {
    private final QueueLayout layout = new QueueLayout(0x1000, 16, 0x2000, 8, 64, 0x10000, 2048, 128, 0x8000, 64, 8);

    @Test
    void unitsWrapAroundTheRing() {
        assertThat(layout.descriptorAddress(0)).isEqualTo(0x1000);
        assertThat(layout.descriptorAddress(7)).isEqualTo(0x1070);
        assertThat(layout.descriptorAddress(8)).isEqualTo(0x1000);
        assertThat(layout.completionAddress(9)).isEqualTo(0x2040);
        assertThat(layout.bufferAddress(0)).isEqualTo(0x10080);
        assertThat(layout.bufferAddress(3)).isEqualTo(0x10000 + 3 * 2048 + 128);
        assertThat(layout.headerAddress(10)).isEqualTo(0x8080);
        assertThat(layout.slot(1_000_003)).isEqualTo(3);
    }
}
