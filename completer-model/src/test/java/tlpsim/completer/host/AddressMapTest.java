package tlpsim.completer.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AddressMapTest {
    private final AddressMap map = AddressMap.window(1L << 32);

    @Test
    void theWindowAboveFourGibibytesStartsAtZeroAgain() {
        assertThat(map.map(0x1234)).isEqualTo(0x1234);
        assertThat(map.map((1L << 32) - 1)).isEqualTo((1L << 32) - 1);
        assertThat(map.map(1L << 32)).isZero();
        assertThat(map.map((1L << 32) + 0x1234)).isEqualTo(0x1234);
    }

    @Test
    void aPlacedPageGoesWhereItWasPlacedFirst() {
        assertThat(map.place(0xABCDE123L, 7)).isTrue();
        assertThat(map.place(0xABCDEFFFL, 9)).isFalse();
        assertThat(map.map(0xABCDE040L)).isEqualTo(7 * 4096 + 0x40);
        assertThat(map.map(0xABCDF040L)).isEqualTo(0xABCDF040L);
    }
}
