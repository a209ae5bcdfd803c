package tlpsim.scenarios.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.schema.CanonicalForm;

/** What makes two runs the same run: the simulator's version, the scenario with every default, and the captures it reads. */
final class RunIdentity {
    /** Of 64: enough that no two runs ever share an id. */
    private static final int ID_DIGITS = 32;
    /** Blocks that change nothing in a simulation. */
    private static final List<String> WITHOUT_EFFECT = List.of("question:", "variants:", "expect:");

    private RunIdentity() {}

    /** The whole scenario of one run, which reads back as the same run: of a scenario with variants, one of them, and no expectations on others. */
    static String text(ScenarioConfig scenario) {
        return without(CanonicalForm.yaml(scenario), List.of("variants:", "expect:"));
    }

    static String runId(ScenarioConfig scenario, Path directory) {
        StringBuilder text = new StringBuilder(ToolVersion.TEXT).append('\n');
        text.append(without(CanonicalForm.yaml(scenario), WITHOUT_EFFECT));
        for (String file : files(scenario)) {
            text.append(file)
                    .append(' ')
                    .append(hashOfFile(directory.resolve(file)))
                    .append('\n');
        }
        return hash(text.toString()).substring(0, ID_DIGITS);
    }

    /** Of a scenario that cannot be read as one: what was given. */
    static String runIdOfInvalid(String text, List<String> assignments) {
        return hash("invalid\n" + ToolVersion.TEXT + "\n" + String.join("\n", assignments) + "\n" + text)
                .substring(0, ID_DIGITS);
    }

    /** Not the directory: the same point is the same wherever its scenario lies. */
    static String fileName(String source) {
        return source.substring(source.lastIndexOf('/') + 1);
    }

    private static List<String> files(ScenarioConfig scenario) {
        List<String> files = new ArrayList<>();
        for (WorkloadConfig workload : scenario.workloads()) {
            files.add(workload.arrivals().capture().file());
            files.add(workload.behaviour().replay().capture());
        }
        files.removeIf(String::isEmpty);
        return files;
    }

    /** Top-level blocks of block-style YAML left out. */
    private static String without(String yaml, List<String> keys) {
        StringBuilder kept = new StringBuilder();
        boolean keep = true;
        for (String line : yaml.split("\n")) {
            if (!line.startsWith(" ")) {
                keep = keys.stream().noneMatch(line::startsWith);
            }
            if (keep) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hashOfFile(Path file) {
        try {
            return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
        } catch (IOException missing) {
            // The run will say so itself, with the place in the scenario.
            return "unreadable";
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
