package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.ResolvedValue;

/** Properties over drawn inputs; {@code -Dseed=N} draws others. */
final class ScenarioPropertiesTest {
    private static final int DRAWS = 150;
    private static final long SEED = Long.getLong("seed", 20260101L);
    private static final String NOISE = "{}[]:,&*!|>'\"%@`#-? \n\tax0~<=.\\\u00e9\uD83D\uDE00";

    private static Path directory;
    private static ScenarioReader reader;

    @BeforeAll
    static void readThePresets() throws URISyntaxException {
        directory = ScenarioFiles.directory("good");
        reader = new ScenarioReader(PresetCatalogue.bundled());
    }

    @Test
    void damagedTextIsReportedAndNeverEndsInAnotherException() throws IOException {
        String whole = Files.readString(directory.resolve("everything.yaml"));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int draw = 0; draw < DRAWS; draw++) {
            StringBuilder text = new StringBuilder(whole);
            for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
                damage(text, random);
            }
            tryToRead(text.toString(), List.of(), "seed " + SEED + ", draw " + draw);
        }
    }

    private static void damage(StringBuilder text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
            default -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
        }
    }

    @Test
    void anyAssignmentGivesAProblemOrAScenarioThatReadsBack() throws IOException {
        String whole = Files.readString(directory.resolve("everything.yaml"));
        List<ResolvedValue> values =
                reader.read("whole.yaml", whole, directory, List.of()).values();
        SplittableRandom random = new SplittableRandom(SEED);
        int valid = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            List<String> assignments = new ArrayList<>();
            for (int count = random.nextInt(1, 4); count > 0; count--) {
                ResolvedValue value = values.get(random.nextInt(values.size()));
                assignments.add(value.path() + "=" + drawn(value, random));
            }
            valid += tryToRead(whole, assignments, "seed " + SEED + ", " + assignments) ? 1 : 0;
        }
        assertThat(valid).as("valid draws").isGreaterThan(DRAWS / 10);
    }

    private static String drawn(ResolvedValue value, SplittableRandom random) {
        KeyDeclaration key = value.key();
        if (random.nextInt(20) == 0) {
            return "nonsense";
        }
        return switch (key.elementKind()) {
            case NUMBER -> number(key, value, random);
            case BOOLEAN -> Boolean.toString(random.nextBoolean());
            case ENUM ->
                KeyDeclaration.spelling(
                        key.type().getEnumConstants()[random.nextInt(key.type().getEnumConstants().length)]);
            default -> value.text();
        };
    }

    private static String number(KeyDeclaration key, ResolvedValue value, SplittableRandom random) {
        String min = key.key().min();
        String max = key.key().max();
        if (min.isEmpty() || max.isEmpty()) {
            return value.text();
        }
        long low = Quantity.parse(min, key.unit());
        long high = Quantity.parse(max, key.unit());
        long drawn = random.nextBoolean() ? low : random.nextLong(low, Math.min(high, low + 4096) + 1);
        return Quantity.print(key.key().powerOfTwo() ? Math.max(low, Long.highestOneBit(drawn)) : drawn, key.unit());
    }

    /** Whether the text is a scenario; it then reads back. */
    private static boolean tryToRead(String text, List<String> assignments, String what) {
        ResolvedScenario first;
        try {
            first = reader.read("drawn.yaml", text, directory, assignments);
        } catch (InvalidInputException invalid) {
            assertThat(invalid.problems()).as(what).isNotEmpty();
            return false;
        } catch (RuntimeException crash) {
            throw new AssertionError(what + "\n" + text, crash);
        }
        ResolvedScenario second = reader.read("canonical.yaml", first.canonicalYaml(), directory, List.of());
        assertThat(second.config()).as(what).isEqualTo(first.config());
        assertThat(second.hash()).as(what).isEqualTo(first.hash());
        return true;
    }
}
