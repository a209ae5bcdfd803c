package tlpsim.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DllpIntervalTableTest {
    @Test
    void agreesWithEveryPublishedInterval() throws IOException {
        int rows = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                DllpIntervalTableTest.class.getResourceAsStream("/link/pcie-ack-fc-limits.csv"),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("gen") || line.startsWith("gen,")) {
                    continue;
                }
                String[] cells = line.split(",");
                int bytes = DllpIntervalTable.bytes(
                        Generation.parse(cells[0]), LinkConfig.parseLanes(cells[1]), Integer.parseInt(cells[2]));
                assertThat(bytes).as(line).isEqualTo(Integer.parseInt(cells[3]));
                assertThat(bytes).as(line).isEqualTo(Integer.parseInt(cells[4]));
                rows++;
            }
        }
        assertThat(rows).isEqualTo(120);
    }
}
