package tlpsim.bench.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.FirmwareRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.P2pdmaRule;
import tlpsim.core.rule.StandardRow;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.rule.VfioRule;

/** {@code docs/conformance.md}, from what the tests of all modules left. */
final class ConformancePage {
    /** A rule or row: unique id, text, source. */
    record Row(String id, String text, String source) {}

    /** What a test run left: the rule, {@code package.Class.method}, and what became of it. */
    record Proof(String rule, String test, String result) {}

    private record Section(String title, List<Row> rows) {}

    private static final String HEAD = """
            # Conformance

            Each rule of the standard, of the kernel and of the user API that the model keeps, the tests that prove it, and what became of them in the build.
            Written by the build from the tests themselves ([testing.md](testing.md#conformance) says how): a rule without a test, a test that
            failed or did not run, and a page that says otherwise fail it. Sections are those of the PCI Express Base Specification r6.

            """;

    private static final String TAIL = """

            ## Not modelled

            Completions carry no prefixes in the model, so the rules on completions with prefixes have nothing to hold. Errors are outcomes that are counted, not
            messages (ERR_NONFATAL, ERR_COR) and not registers of AER. An ECRC has its bytes on the link and no value, so that it covers prefixes cannot show.
            """;

    private ConformancePage() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        sections().forEach(section -> rows.addAll(section.rows()));
        return rows;
    }

    static String of(List<Proof> proofs) {
        Map<String, Map<String, String>> results = new TreeMap<>();
        for (Proof proof : proofs) {
            results.computeIfAbsent(proof.rule(), unused -> new TreeMap<>()).put(proof.test(), proof.result());
        }
        StringBuilder page = new StringBuilder(HEAD);
        long tests = proofs.stream().map(Proof::test).distinct().count();
        page.append(rows().size()).append(" rules and rows, ").append(tests).append(" tests.\n");
        for (Section section : sections()) {
            page.append("\n## ")
                    .append(section.title())
                    .append("\n\n| rule | says | source | test | result |\n|---|---|---|---|---|\n");
            for (Row row : section.rows()) {
                append(page, row, results.getOrDefault(row.id(), Map.of()));
            }
        }
        return page.append(TAIL).toString();
    }

    private static void append(StringBuilder page, Row row, Map<String, String> results) {
        List<String> tests = results.keySet().stream()
                .map(test -> "`" + shortName(test) + "`")
                .toList();
        page.append("| ")
                .append(row.id())
                .append(" | ")
                .append(row.text())
                .append(" | ")
                .append(row.source())
                .append(" | ")
                .append(tests.isEmpty() ? "none" : String.join("<br>", tests))
                .append(" | ")
                .append(tests.isEmpty() ? "not proved" : String.join("<br>", results.values()))
                .append(" |\n");
    }

    /** Class and method. */
    private static String shortName(String test) {
        int method = test.lastIndexOf('.');
        return test.substring(test.lastIndexOf('.', method - 1) + 1);
    }

    private static List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(rows("End-End prefixes on their way (2.2.10.4, 2.3, 6.17.4)", "prefix."));
        sections.add(rows("TPH Requester capability and modes (7.9.13, 6.17.3)", "tph.", "mode."));
        sections.add(rows("MSI-X Vector Control (7.7.2.8)", "msix."));
        sections.add(rows("Device Capabilities 2 and Control 2 (7.5.3.15, 7.5.3.16)", "devcap2.", "devctl2."));
        sections.add(rows("Constants of Linux, and real devices", "linux."));
        sections.add(rows("Functions of the kernel core, with the order of their checks", "core.", "cost."));
        sections.add(rules("User API: the numbered rules", UapiRule.values()));
        sections.add(rules("User API: other rules", VfioRule.values()));
        sections.add(rules("Kernel core: single rules", KernelRule.values()));
        sections.add(rules("dma-buf", DmaBufRule.values()));
        sections.add(rules("Peer-to-peer in the kernel", P2pdmaRule.values()));
        sections.add(rules("Firmware", FirmwareRule.values()));
        return sections;
    }

    private static Section rules(String title, ControlRule... rules) {
        List<Row> rows = new ArrayList<>();
        for (ControlRule rule : rules) {
            rows.add(new Row(rule.id(), rule.text(), rule.source()));
        }
        return new Section(title, rows);
    }

    private static Section rows(String title, String... prefixes) {
        List<Row> rows = new ArrayList<>();
        for (StandardRow row : StandardRow.values()) {
            for (String prefix : prefixes) {
                if (row.id().startsWith(prefix)) {
                    rows.add(new Row(row.id(), row.text(), row.source()));
                }
            }
        }
        return new Section(title, rows);
    }
}
