package tlpsim.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every row of the published model, every column, to the last printed digit. */
@Tag("outside")
class PublishedBandwidthTest {
    private static final String COLUMNS = "gen,lanes,addr_bits,ecrc,mps,mrrs,rcb,rcb_chunks,size_bytes,raw_link_gbps,"
            + "tlp_bw_gbps,wr_eff_gbps,wr_raw_tx_gbps,rd_eff_gbps,rd_raw_rx_gbps,rd_raw_tx_gbps,rw_eff_tx_gbps,"
            + "rw_eff_rx_gbps,wr_tlps,wr_wire_bytes,rd_req_tlps,rd_req_wire_bytes,rd_cpl_tlps,rd_cpl_wire_bytes";

    @Test
    void everyRowOfTheModelIsMetToTheLastDigit() throws IOException {
        List<String> lines = Files.readAllLines(vectors().resolve("pcie-model.csv"));
        assertThat(lines.get(0)).isEqualTo(COLUMNS);
        for (String line : lines.subList(1, lines.size())) {
            assertThat(row(line.split(","))).isEqualTo(line);
        }
        assertThat(lines).hasSize(1857);
    }

    @Test
    void everyRowOfTheWriteTableIsMet() throws IOException {
        int rows = 0;
        for (String line : Files.readAllLines(vectors().resolve("pcie-mwr-bw.csv"))) {
            String[] cells = line.split(",");
            if (!cells[0].startsWith("gen") || cells[0].equals("gen") || cells[0].equals("gen6")) {
                continue; // its gen6 takes over the DLLPs of gen5, which Flit Mode does not have
            }
            LinkConfig link = LinkConfig.of(Generation.parse(cells[0]), LinkConfig.parseLanes(cells[1]))
                    .withMpsBytes(Integer.parseInt(cells[2]));
            LinkBandwidth bandwidth =
                    LinkBandwidth.of(link, new AccessConfig(64, false, false), Long.parseLong(cells[3]));
            assertThat(bandwidth
                            .writeEffectiveGbps()
                            .subtract(new BigDecimal(cells[5]))
                            .abs())
                    .as(line)
                    .isLessThanOrEqualTo(new BigDecimal("0.0005"));
            rows++;
        }
        assertThat(rows).isEqualTo(126);
    }

    private static String row(String[] cells) {
        LinkConfig link = LinkConfig.of(Generation.parse(cells[0]), LinkConfig.parseLanes(cells[1]))
                .withEcrc(cells[3].equals("1"))
                .withMpsBytes(Integer.parseInt(cells[4]))
                .withMrrsBytes(Integer.parseInt(cells[5]))
                .withRcbBytes(Integer.parseInt(cells[6]));
        AccessConfig access = new AccessConfig(Integer.parseInt(cells[2]), cells[7].equals("1"), false);
        LinkBandwidth b = LinkBandwidth.of(link, access, Long.parseLong(cells[8]));
        String settings = String.join(",", List.of(cells).subList(0, 9));
        String rates = b.rawGbps() + "," + b.tlpGbps() + "," + b.writeEffectiveGbps() + "," + b.tlpGbps() + ","
                + b.readEffectiveGbps() + "," + b.readReceivedGbps() + "," + b.readTransmittedGbps() + ","
                + b.readWriteEffectiveGbps() + "," + b.readWriteEffectiveGbps();
        return settings + "," + rates + "," + text(b.writes()) + "," + text(b.requests()) + "," + text(b.completions());
    }

    private static String text(TlpCount count) {
        return count.tlps() + "," + count.wireBytes();
    }

    private static Path vectors() {
        return Path.of(System.getProperty("tlpsim.vectors"));
    }
}
