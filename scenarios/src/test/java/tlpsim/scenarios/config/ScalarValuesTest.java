package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.scenarios.schema.BrokenRuleException;

final class ScalarValuesTest {
    @ParameterizedTest
    @CsvSource({
        "2, 11, 0x600",
        "0x600, 11, 0x600",
        "all, 11, 0x7ff",
        "none, 11, 0x0",
        "11, 11, 0x7ff",
        "1, 1, 0x1",
        "2, 32, 0xc0000000"
    })
    void aCountOfWaysTakesTheHighestWays(String text, int ways, String mask) {
        assertThat("0x" + Long.toHexString(WayMask.parse(text).mask(ways))).isEqualTo(mask);
    }

    @ParameterizedTest
    @CsvSource({"'0-3,8,10-11', '0-3,8,10-11'", "'0,1,2', 0-2", "'3,1', '3,1'", "7, 7", "' 1 , 2 ', 1-2"})
    void indicesKeepTheirOrder(String text, String canonical) {
        assertThat(IndexSet.parse(text).text()).isEqualTo(canonical);
        assertThat(IndexSet.parse(canonical)).isEqualTo(IndexSet.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "3-1", "0,0", "0-2,1", "0-999999", "-1", "1,,2"})
    void wrongIndicesAreRefused(String text) {
        assertThatThrownBy(() -> IndexSet.parse(text)).isInstanceOf(BrokenRuleException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "95 %, 95 %, 0.95",
        "-20%, -20 %, -0.2",
        "+0.970, 0.97, 0.97",
        "1500, 1500, 1500",
        "-3.5 Gbit/s, -3.5 Gbit/s, -3.5",
        "0 ns, 0 ns, 0",
        "-0.0, 0, 0"
    })
    void aThresholdIsSignedAndKeepsItsUnit(String text, String canonical, double ratio) {
        assertThat(Threshold.parse(text).text()).isEqualTo(canonical);
        assertThat(Threshold.parse(canonical)).isEqualTo(Threshold.parse(text));
        assertThat(Threshold.parse(text).ratio()).isEqualTo(ratio);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "much", "1..2", "1e9", "5 % off", "1,5", "0x10", "9999999999999999"})
    void whatIsNoThresholdIsRefused(String text) {
        assertThatThrownBy(() -> Threshold.parse(text)).isInstanceOf(BrokenRuleException.class);
    }

    @Test
    void queuesAreDealtToCoresInTurnOrInBlocks() {
        CoresConfig turn = new CoresConfig("", IndexSet.parse("4,2,9"), CoreOrder.ROUND_ROBIN);
        CoresConfig block = new CoresConfig("", IndexSet.parse("4,2,9"), CoreOrder.BLOCK);
        assertThat(new int[] {turn.coreOf(0, 6), turn.coreOf(1, 6), turn.coreOf(2, 6), turn.coreOf(3, 6)})
                .containsExactly(4, 2, 9, 4);
        assertThat(new int[] {block.coreOf(0, 6), block.coreOf(1, 6), block.coreOf(2, 6), block.coreOf(5, 6)})
                .containsExactly(4, 4, 2, 9);
    }

    @ParameterizedTest
    @CsvSource({
        "100 Gbit/s, BITS, 100000000000, 100 Gbit/s",
        "14.88 Mpps, EVENTS, 14880000, 14.88 Mpps",
        "500kIOPS, EVENTS, 500000, 500 kpps",
        "250 pps, EVENTS, 250, 250 pps",
        "max, MAX, 0, max"
    })
    void aRateCountsBitsOrEvents(String text, OfferedRate.Kind kind, long value, String canonical) {
        assertThat(OfferedRate.parse(text)).isEqualTo(new OfferedRate(kind, value));
        assertThat(OfferedRate.parse(text).text()).isEqualTo(canonical);
        assertThat(OfferedRate.parse(canonical)).isEqualTo(OfferedRate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 Gbit/s", "-1 pps", "pps", "100", "10 MHz", "fast"})
    void wrongRatesAreRefused(String text) {
        assertThatThrownBy(() -> OfferedRate.parse(text)).isInstanceOf(BrokenRuleException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024 B", "imix", "imix-v4", "homa-w1", "cdf:some/file.txt"})
    void sizesReadBack(String text) {
        assertThat(PacketSizes.parse(text).text()).isEqualTo(text.equals("1024 B") ? "1 KiB" : text);
        assertThat(PacketSizes.parse(PacketSizes.parse(text).text())).isEqualTo(PacketSizes.parse(text));
    }

    @Test
    void theMicrosoftKeyIsTheOneOfTheVerificationSuite() {
        byte[] key = RssKey.parse("microsoft").bytes();
        assertThat(key).hasSize(40).startsWith(0x6d, 0x5a, 0x56, 0xda).endsWith(0xbe, 0xac, 0x01, 0xfa);
        assertThat(RssKey.parse("00".repeat(40)).text()).isEqualTo("00".repeat(40));
        assertThat(RssKey.parse("6D5A".repeat(20))).isEqualTo(RssKey.parse("symmetric"));
    }

    @ParameterizedTest
    @CsvSource({"fixed 0x12, FIXED, 18", "fixed 010, FIXED, 10", "offset 4, OFFSET, 4", "none, NONE, 0", "core, CORE, 0"
    })
    void aTagSourceHasAtMostOneNumber(String text, TagSource.Kind kind, int value) {
        assertThat(TagSource.parse(text)).isEqualTo(new TagSource(kind, value));
        assertThat(TagSource.parse(TagSource.parse(text).text())).isEqualTo(TagSource.parse(text));
    }
}
