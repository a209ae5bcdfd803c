package tlpsim.gen.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.problem.InvalidInputException;

class ToeplitzHashTest {
    /** Values of Microsoft, "Verifying the RSS Hash Calculation" (Windows driver documentation). */
    @ParameterizedTest
    @CsvSource({
        "66.9.149.187, 2794, 161.142.100.80, 1766, 323e8fc2, 51ccc178",
        "199.92.111.2, 14230, 65.69.140.83, 4739, d718262a, c626b0ea",
        "24.19.198.95, 12898, 12.22.207.184, 38024, d2d0a5de, 5c2b394a",
        "38.27.205.30, 48228, 209.142.163.6, 2217, 82989176, afc7327f",
        "153.39.163.191, 44251, 202.188.127.2, 1303, 5d1809c5, 10e828a2",
        "3ffe:2501:200:1fff::7, 2794, 3ffe:2501:200:3::1, 1766, 2cc18cd5, 40207d3d",
        "3ffe:501:8::260:97ff:fe40:efab, 14230, ff02::1, 4739, 0f0c461c, dde51bbf",
        "3ffe:1900:4545:3:200:f8ff:fe21:67cf, 44251, fe80::200:f8ff:fe21:67cf, 38024, 4b61e985, 02d1feef"
    })
    void agreesWithThePublishedVerificationValues(
            String source, int sourcePort, String destination, int destinationPort, String addresses, String ports)
            throws UnknownHostException {
        FlowTable table = new FlowTable(1);
        byte[] from = InetAddress.getByName(source).getAddress();
        byte[] to = InetAddress.getByName(destination).getAddress();
        int tcp = table.add(from, to, sourcePort, destinationPort, FlowTable.TCP);
        int other = table.add(from, to, sourcePort, destinationPort, 47);
        ToeplitzHash hash = ToeplitzHash.withDefaultKey();
        assertThat(Integer.toHexString(table.rssHash(tcp, hash, RssFields.ADDRESSES)))
                .isEqualTo(Integer.toHexString(Integer.parseUnsignedInt(addresses, 16)));
        assertThat(table.rssHash(tcp, hash, RssFields.ADDRESSES_AND_PORTS))
                .isEqualTo(Integer.parseUnsignedInt(ports, 16));
        assertThat(table.rssHash(other, hash, RssFields.ADDRESSES_AND_PORTS))
                .isEqualTo(table.rssHash(tcp, hash, RssFields.ADDRESSES));
        assertThat(table.sourceAddress(tcp)).isEqualTo(from);
        assertThat(table.destinationAddress(tcp)).isEqualTo(to);
        assertThat(table.sourcePort(tcp)).isEqualTo(sourcePort);
        assertThat(table.destinationPort(tcp)).isEqualTo(destinationPort);
        assertThat(table.ipv6(tcp)).isEqualTo(source.contains(":"));
    }

    @Test
    void theDefaultKeyIsThePublishedOne() {
        assertThat(HexFormat.of().formatHex(ToeplitzHash.defaultKey()))
                .isEqualTo("6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa");
        assertThatThrownBy(() -> new ToeplitzHash(new byte[39])).hasMessageContaining("at least 40 bytes");
    }

    @Test
    void theHashIsLinear() {
        ToeplitzHash hash = ToeplitzHash.withDefaultKey();
        byte[] a = HexFormat.of().parseHex("0102030405060708090a0b0c");
        byte[] b = HexFormat.of().parseHex("f0e0d0c0b0a0908070605040");
        byte[] sum = new byte[12];
        for (int i = 0; i < 12; i++) {
            sum[i] = (byte) (a[i] ^ b[i]);
        }
        assertThat(hash.hash(sum, 0, 12)).isEqualTo(hash.hash(a, 0, 12) ^ hash.hash(b, 0, 12));
        assertThat(hash.hash(new byte[36], 0, 36)).isZero();
    }

    @Test
    void theIndirectionTableTakesTheLowBitsOfTheHash() {
        RssIndirectionTable table = new RssIndirectionTable(128, 48);
        assertThat(table.queueOfHash(0x51CCC178)).isEqualTo(0x78 % 48);
        assertThat(table.queueOfHash(-1)).isEqualTo(127 % 48);
        table.setQueue(0x78, 3);
        assertThat(table.queueOfHash(0x51CCC178)).isEqualTo(3);
        assertThat(table.queueOfEntry(127)).isEqualTo(31);
        assertThatThrownBy(() -> new RssIndirectionTable(100, 4)).hasMessageContaining("power of two");
    }

    @Test
    void impossibleRssIsRefusedWithAllItsMistakes() {
        assertThatThrownBy(() -> new RssConfig(RssFields.ADDRESSES, 100, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("RSS table has 100 entries")
                .hasMessageContaining("there are 0 queues");
    }
}
