package tlpsim.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkBandwidthTest {
    private static final AccessConfig WRITES_64_BIT = new AccessConfig(64, false, false);

    @Test
    void countsTlpsAndBytesOfOneAccess() {
        LinkConfig link = LinkConfig.parse("gen3 x8").withMpsBytes(256);
        LinkBandwidth bandwidth = LinkBandwidth.of(link, WRITES_64_BIT, 1500);

        assertThat(bandwidth.writes()).isEqualTo(new TlpCount(6, 6 * 24 + 1500));
        assertThat(bandwidth.requests()).isEqualTo(new TlpCount(3, 3 * 24));
        assertThat(bandwidth.completions()).isEqualTo(new TlpCount(6, 6 * 20 + 1500));
        assertThat(bandwidth.rawGbps()).hasToString("63.015384615");
        assertThat(bandwidth.tlpGbps()).hasToString("57.884765627");
        assertThat(bandwidth.writeEffectiveGbps()).hasToString("52.814567178");
    }

    @Test
    void completionsAreCutAtRcbOnlyWhereAsked() {
        LinkConfig link = LinkConfig.parse("gen3 x8");

        assertThat(LinkBandwidth.of(link, new AccessConfig(64, true, false), 1500)
                        .completions())
                .isEqualTo(new TlpCount(24, 1980));
        assertThat(LinkBandwidth.of(link.withRcbBytes(128), new AccessConfig(64, true, false), 1500)
                        .completions()
                        .tlps())
                .isEqualTo(12);
    }

    @Test
    void smallReadsAreLimitedByTheirRequests() {
        LinkBandwidth bandwidth = LinkBandwidth.of(LinkConfig.parse("gen3 x8"), WRITES_64_BIT, 1);

        assertThat(bandwidth.readTransmittedGbps()).isEqualTo(bandwidth.tlpGbps());
        assertThat(bandwidth.readReceivedGbps()).hasToString("50.649169923");
    }

    @Test
    void anEcrcCostsFourBytesPerTlpAndThePrefixFourPerRequest() {
        LinkConfig link = LinkConfig.parse("gen5 x16");
        LinkBandwidth plain = LinkBandwidth.of(link, WRITES_64_BIT, 1024);
        LinkBandwidth ecrc = LinkBandwidth.of(link.withEcrc(true), WRITES_64_BIT, 1024);
        LinkBandwidth prefix = LinkBandwidth.of(link, new AccessConfig(64, false, true), 1024);

        assertThat(ecrc.writes().wireBytes() - plain.writes().wireBytes()).isEqualTo(4 * 4);
        assertThat(ecrc.requests().wireBytes() - plain.requests().wireBytes()).isEqualTo(2 * 4);
        assertThat(ecrc.completions().wireBytes() - plain.completions().wireBytes())
                .isEqualTo(4 * 4);
        assertThat(prefix.writes().wireBytes() - plain.writes().wireBytes()).isEqualTo(4 * 4);
        assertThat(prefix.requests().wireBytes() - plain.requests().wireBytes()).isEqualTo(2 * 4);
        assertThat(prefix.completions()).isEqualTo(plain.completions());
    }

    @ParameterizedTest
    @CsvSource({
        "gen6 x16,      1024.000000000, 944.000000000, 888.470588235",
        "gen6 x1,         64.000000000,  59.000000000,  55.529411765",
        "gen5 x16 flit,  504.123076923, 464.738461538, 437.400904977",
        "gen3 x4 flit,    31.507692308,  29.046153846,  27.337556561",
        "gen1 x8 flit,    16.000000000,  14.750000000,  13.882352941",
    })
    void flitModeCarries236Of256BytesWithoutFraming(String link, String raw, String tlp, String writes256) {
        LinkBandwidth bandwidth = LinkBandwidth.of(LinkConfig.parse(link), WRITES_64_BIT, 256);

        assertThat(bandwidth.rawGbps()).hasToString(raw);
        assertThat(bandwidth.tlpGbps()).hasToString(tlp);
        assertThat(bandwidth.writes()).isEqualTo(new TlpCount(1, 16 + 256));
        assertThat(bandwidth.writeEffectiveGbps()).hasToString(writes256);
    }

    @Test
    void aHintCostsOhcBInFlitMode() {
        AccessConfig hinted = new AccessConfig(64, false, true);

        assertThat(LinkBandwidth.of(LinkConfig.parse("gen6 x16"), hinted, 256).writes())
                .isEqualTo(new TlpCount(1, 16 + 4 + 256));
    }

    @Test
    void rejectsSizesOutOfRange() {
        LinkConfig link = LinkConfig.parse("gen3 x8");

        assertThatThrownBy(() -> LinkBandwidth.of(link, WRITES_64_BIT, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size in bytes must be from 1 to 1073741824, but is '0'");
        assertThatThrownBy(() -> new AccessConfig(48, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("address bits must be 32 or 64, but is '48'");
    }
}
