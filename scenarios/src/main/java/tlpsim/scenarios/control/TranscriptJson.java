package tlpsim.scenarios.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStReport.Returned;
import tlpsim.scenarios.control.Transcript.Expected;
import tlpsim.scenarios.control.Transcript.Step;

/** A transcript as JSON; a value that is withheld or does not exist is null. */
public final class TranscriptJson {
    private static final int SCHEMA_VERSION = 1;

    private TranscriptJson() {}

    public static ObjectNode of(Transcript transcript) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("script", transcript.script());
        root.put("kernel", transcript.kernel());
        ArrayNode machines = root.putArray("machines");
        for (Transcript.Source source : transcript.machines()) {
            ObjectNode machine = machines.addObject().put("file", source.file()).put("functions", source.functions());
            source.open().forEach(machine.putArray("cannot_be_judged")::add);
        }
        ArrayNode notLinux = root.putArray("not_linux");
        transcript.notLinux().forEach(notLinux::add);
        ArrayNode steps = root.putArray("steps");
        transcript.steps().forEach(step -> steps.add(step(step)));
        root.putObject("expectations").put("met", transcript.met()).put("failed", transcript.failed());
        return root;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("line", step.line()).put("text", step.text());
        node.put("operation", step.report().operation());
        node.put("result", step.report().errno().returned());
        node.put("errno", step.report().errno().number());
        node.put("value", step.report().value());
        node.put("meaning", step.report().meaning());
        ArrayNode rules = node.putArray("rules");
        for (AppliedRule rule : step.report().rules()) {
            rules.addObject()
                    .put("id", rule.rule().id())
                    .put("effect", rule.effect().name().toLowerCase(Locale.ROOT))
                    .put("detail", rule.detail());
        }
        if (step.change().after().present() || !step.change().config().isEmpty()) {
            node.set("registers", registers(step));
        } else {
            node.putNull("registers");
        }
        node.set("accesses", accesses(step.report().accesses()));
        ArrayNode returned = node.putArray("returned");
        step.returned().forEach(entry -> returned.add(returned(entry)));
        ArrayNode expectations = node.putArray("expectations");
        for (Expected expected : step.expected()) {
            expectations
                    .addObject()
                    .put("line", expected.line())
                    .put("text", expected.text())
                    .put("met", expected.met())
                    .put("found", expected.met() ? null : expected.miss());
        }
        return node;
    }

    private static ObjectNode registers(Step step) {
        Registers before = step.change().before();
        Registers after = step.change().after();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("device", step.device());
        node.put("control_before", before.control()).put("control_after", after.control());
        table(node.putArray("st_table_before"), before);
        table(node.putArray("st_table_after"), after);
        ArrayNode entries = node.putArray("entries");
        for (int index = 0; index < after.tags().length; index++) {
            if (before.tag(index) != after.tags()[index]) {
                entries.addObject()
                        .put("index", index)
                        .put("before", before.tag(index))
                        .put("after", after.tags()[index]);
            }
        }
        ArrayNode config = node.putArray("config");
        for (Registers.ConfigChange change : step.change().config()) {
            config.addObject()
                    .put("offset", change.offset())
                    .put("before", Integer.toUnsignedLong(change.before()))
                    .put("after", Integer.toUnsignedLong(change.after()));
        }
        return node;
    }

    private static void table(ArrayNode node, Registers registers) {
        for (int tag : registers.tags()) {
            node.add(tag);
        }
    }

    private static ObjectNode accesses(AccessCount count) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("config_reads", count.configReads())
                .put("config_writes", count.configWrites())
                .put("mmio_reads", count.mmioReads())
                .put("mmio_writes", count.mmioWrites())
                .put("dsm_evaluations", count.dsmEvaluations());
    }

    private static ObjectNode returned(Returned entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("index", entry.index());
        node.put("ph", entry.ph() == TphStReport.NOT_GIVEN ? null : Integer.valueOf(entry.ph()));
        node.put("st", entry.tag() == TphStReport.NOT_GIVEN ? null : Integer.valueOf(entry.tag()));
        return node.put("written", entry.written());
    }
}
