package tlpsim.scenarios.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

/** Machines with random cuts and flips: they give a report and a valid skeleton, or a mistake with its place. */
class ImportFuzzTest {
    private final Random random = new Random(11);
    private final List<Map.Entry<String, ConfigImage>> machine =
            new ArrayList<>(Machine.images().entrySet());

    @Test
    void damagedImagesGiveAReportAndAValidSkeleton() {
        ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled());
        for (int i = 0; i < 60; i++) {
            List<ImportedFunction> functions = new ArrayList<>();
            for (Map.Entry<String, ConfigImage> each : machine) {
                byte[] bytes = damaged(each.getValue().toByteArray());
                ImportedFunction.Origin origin = new ImportedFunction.Origin("f\u0007\n", 0);
                functions.add(ImportedFunction.of(origin, each.getKey(), "d\u0000: #\u0085", bytes, List.of()));
            }
            Topology topology = new Topology(functions);
            assertThat(TopologyPrinter.print(topology)).contains("verdict");
            assertThat(new TopologyJson(topology, Optional.empty()).list()).hasSize(machine.size());
            String yaml = ScenarioSkeleton.write("d\u0001", topology, Optional.empty(), List.of());
            assertThat(reader.read("skeleton", yaml, Path.of(""), List.of()).config())
                    .isNotNull();
        }
    }

    private byte[] damaged(byte[] bytes) {
        for (int flips = random.nextInt(40); flips > 0; flips--) {
            int at = random.nextInt(random.nextBoolean() ? 0x100 : 0x180);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(4097)) : bytes;
    }

    @Test
    void damagedTextIsReadOrRefusedWithItsPlace() {
        String whole = Machine.lspciText();
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int changes = random.nextInt(30); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
            }
            text.setLength(1 + random.nextInt(text.length()));
            try {
                assertThat(TopologyPrinter.print(Machine.topology(text.toString())))
                        .isNotEmpty();
            } catch (InvalidInputException refused) {
                assertThat(refused.problems())
                        .allSatisfy(problem -> assertThat(problem.line()).isPositive());
            }
        }
    }
}
