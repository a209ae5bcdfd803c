package tlpsim.gen.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.arrival.UnitMean;

class SizeDistributionTest {
    private static final RandomStream STREAM = RandomStream.of(42, "rx.sizes");

    static List<String> names() {
        return SizePresets.names();
    }

    private static SizePreset preset(String name) {
        return SizePresets.require(name, "test", 0, 0);
    }

    /**
     * Means that the sources state (Homa tables, TRex). The published W1 table is rounded to whole bytes and itself has
     * the mean 187.51. The rest was computed outside with exact decimals.
     */
    @ParameterizedTest
    @CsvSource({
        "imix, 353.8333, 0.0001",
        "imix-v4, 375.6923, 0.0001",
        "homa-w1, 187.77, 0.27",
        "homa-w2, 440.7907, 0.0001",
        "homa-w3, 2927.354, 0.001",
        "homa-w4, 127796.6, 0.1",
        "homa-w5, 2547262, 10",
        "homa-web-server, 62874.27, 0.01",
        "homa-cache-follower, 692975.6, 0.1",
        "hpcc-web-search, 1711250.5, 0.001",
        "hpcc-fb-hadoop, 120421.25, 0.001",
        "hpcc-ali-storage, 40870.3, 0.001",
        "hpcc-google-rpc, 2892.1213, 0.001",
        "opera-data-mining, 5036535.675, 0.01",
        "opera-web-search, 1490033.2232, 0.001",
        "opera-fb-hadoop, 3423728.8546, 0.001"
    })
    void meansAreTheStatedOnes(String name, double mean, double tolerance) {
        assertThat(preset(name).distribution().meanBytes()).isCloseTo(mean, within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPresetNamesItsSourceAndStaysInItsRange(String name) {
        SizePreset preset = preset(name);
        assertThat(preset.name()).isEqualTo(name);
        assertThat(preset.title()).isNotBlank();
        assertThat(preset.source()).isNotBlank();
        SizeDistribution distribution = preset.distribution();
        for (int i = 0; i < 100_000; i++) {
            int size = distribution.sizeOf(STREAM.bitsAt(i));
            assertThat(size >= distribution.minBytes() && size <= distribution.maxBytes())
                    .isTrue();
        }
        assertThat(distribution.sizeOf(0)).isEqualTo(distribution.low(0) + 1 + firstOffset(distribution));
        assertThat(distribution.sizeOf(-1L)).isGreaterThan(distribution.low(distribution.segments() - 1));
    }

    private static int firstOffset(SizeDistribution distribution) {
        return RandomStream.bounded(RandomStream.lane(0, 0), distribution.high(0) - distribution.low(0));
    }

    /** Pinned on JDK 17 and 25. */
    @ParameterizedTest
    @CsvSource({
        "imix, 3589924186531975124",
        "homa-w1, -7188135258098430492",
        "homa-w3, -2583885280119368746",
        "homa-w5, 2804859818354279348",
        "hpcc-ali-storage, -3831656863498427517",
        "opera-data-mining, -2445872212804441773"
    })
    void drawsArePinned(String name, long expected) {
        SizeDistribution distribution = preset(name).distribution();
        long hash = 0;
        for (int i = 0; i < 1_000_000; i++) {
            hash = hash * 31 + distribution.sizeOf(STREAM.bitsAt(i));
        }
        assertThat(hash).isEqualTo(expected);
    }

    /** The share of draws at or below each end of a segment; limit 4.5 standard errors. */
    @ParameterizedTest
    @MethodSource("names")
    void drawsFollowTheTable(String name) {
        SizeDistribution distribution = preset(name).distribution();
        int n = 400_000;
        int[] drawn = new int[n];
        for (int i = 0; i < n; i++) {
            drawn[i] = distribution.sizeOf(STREAM.bitsAt(i));
        }
        java.util.Arrays.sort(drawn);
        long sum = 0;
        for (int segment = 0; segment < distribution.segments(); segment++) {
            sum += distribution.weight(segment);
            double expected = (double) sum / distribution.totalWeight();
            double limit = 4.5 * StrictMath.sqrt(expected * (1 - expected) / n) + 1e-9;
            double share = (double) countUpTo(drawn, distribution.high(segment)) / n;
            assertThat(share).as("segment " + segment).isCloseTo(expected, within(limit));
        }
    }

    private static int countUpTo(int[] sorted, int limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Test
    void imixIsExactInProportion() {
        SizeDistribution imix = preset("imix").countedDistribution();
        assertThat(imix.meanNumerator().multiply(BigInteger.valueOf(48)))
                .isEqualTo(imix.meanDenominator().multiply(BigInteger.valueOf(28 * 60 + 16 * 566 + 4 * 1514)));
        assertThat(imix.minBytes()).isEqualTo(60);
        assertThat(imix.maxBytes()).isEqualTo(1514);
    }

    @Test
    void anUnknownPresetIsReportedWithTheNearest() {
        assertThatThrownBy(() -> SizePresets.require("homa-w9", "a.yaml", 4, 9))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("a.yaml:4:9: no size preset 'homa-w9'; allowed: imix")
                .hasMessageContaining("did you mean 'homa-w1'?");
        assertThat(SizePresets.exists("imix")).isTrue();
        assertThat(SizePresets.exists("imux")).isFalse();
    }

    @Test
    void packetsHaveSizesOfFrames() {
        assertThatThrownBy(() -> new PacketSizes(SizeDistribution.fixed(59), STREAM))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("packet sizes run from 59 to 59 bytes");
        assertThat(new PacketSizes(SizeDistribution.fixed(1024), STREAM).mean().l2BytesPerUnit())
                .isEqualTo(1024);
    }

    @Test
    void messagesBecomeFullPacketsAndARest() {
        MessageSizes sizes = new MessageSizes(SizeDistribution.fixed(3000), MessageFraming.DEFAULT, STREAM);
        int[] expected = {1514, 1514, 134};
        for (int i = 0; i < 9; i++) {
            sizes.advance();
            assertThat(sizes.bytes()).isEqualTo(expected[i % 3]);
            assertThat(sizes.unit()).isEqualTo(i / 3);
            assertThat(sizes.startsUnit()).isEqualTo(i % 3 == 0);
            assertThat(sizes.endsUnit()).isEqualTo(i % 3 == 2);
        }
        MessageSizes tiny = new MessageSizes(SizeDistribution.fixed(1), MessageFraming.DEFAULT, STREAM);
        tiny.advance();
        assertThat(tiny.bytes()).isEqualTo(60);
    }

    /** The closed form against a sum over every size. */
    @ParameterizedTest
    @CsvSource({"1500, 40", "1500, 0", "9000, 40", "68, 40", "68, 67"})
    void meansOfMessagesEqualTheSumOverAllSizes(int mtu, int headers) {
        MessageFraming framing = new MessageFraming(mtu, headers);
        SizeDistribution distribution =
                new SizeDistribution(new int[] {0, 100, 4999}, new int[] {100, 4998, 5000}, new long[] {3, 7, 16});
        double bytes = 0;
        double packets = 0;
        for (int segment = 0; segment < 3; segment++) {
            double share = distribution.weight(segment) / 16.0;
            int width = distribution.high(segment) - distribution.low(segment);
            for (int size = distribution.low(segment) + 1; size <= distribution.high(segment); size++) {
                for (int rest = size; rest > 0; rest -= framing.payloadBytes()) {
                    bytes += share / width * framing.frameBytes(Math.min(rest, framing.payloadBytes()));
                    packets += share / width;
                }
            }
        }
        UnitMean mean = framing.mean(distribution);
        assertThat(mean.l2BytesPerUnit()).isCloseTo(bytes, within(1e-5));
        assertThat(mean.packetsPerUnit()).isCloseTo(packets, within(1e-5));
    }

    @Test
    void impossibleFramingIsRefused() {
        assertThatThrownBy(() -> new MessageFraming(67, 40)).hasMessageContaining("MTU is 67 with 40");
        assertThatThrownBy(() -> new MessageFraming(1500, 1500)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void listedSizesRepeat() {
        ListedSizes sizes = new ListedSizes(new int[] {60, 1514});
        for (int i = 0; i < 6; i++) {
            sizes.advance();
            assertThat(sizes.bytes()).isEqualTo(i % 2 == 0 ? 60 : 1514);
            assertThat(sizes.unit()).isEqualTo(i);
        }
        assertThat(sizes.mean().l2BytesPerUnit()).isEqualTo(787);
    }

    /** The published files, read by the parser of user files, give the same tables as the retyped presets. */
    @Tag("outside")
    @ParameterizedTest
    @CsvSource({
        "homa-w1, homa_W1_FacebookKeyValue_Sampled.txt, 1",
        "homa-w2, homa_W2_Google_SearchRPC.txt, 1",
        "homa-w3, homa_W3_Google_AllRPC.txt, 1",
        "homa-w4, homa_W4_Facebook_HadoopDist_All.txt, 1",
        "homa-w5, homa_W5_DCTCP_MsgSizeDist.txt, 1460",
        "homa-web-server, homa_X_Facebook_WebServerDist_IntraCluster.txt, 1",
        "homa-cache-follower, homa_X_Facebook_CacheFollowerDist_IntraCluster.txt, 1",
        "hpcc-web-search, hpcc_WebSearch_distribution.txt, 1",
        "hpcc-fb-hadoop, hpcc_FbHdp_distribution.txt, 1",
        "hpcc-ali-storage, hpcc_AliStorage2019.txt, 1",
        "hpcc-google-rpc, hpcc_GoogleRPC2008.txt, 1",
        "opera-data-mining, opera_datamining.csv, 1",
        "opera-web-search, opera_websearch.csv, 1",
        "opera-fb-hadoop, opera_FB_Hadoop_Inter_Rack_FlowCDF.csv, 1"
    })
    void presetsEqualThePublishedFiles(String name, String file, int unitBytes) throws Exception {
        Path path = Path.of(System.getProperty("tlpsim.vectors"), "cdf", file);
        CdfOptions options = new CdfOptions(Interpolation.AUTO, unitBytes);
        SizeDistribution published = CdfParser.parse(file, Files.readAllLines(path), options);
        SizeDistribution retyped = preset(name).distribution();
        assertThat(retyped.meanNumerator()).isEqualTo(published.meanNumerator());
        for (int i = 0; i < 10_000; i++) {
            long bits = STREAM.bitsAt(i);
            assertThat(retyped.sizeOf(bits)).isEqualTo(published.sizeOf(bits));
        }
    }
}
