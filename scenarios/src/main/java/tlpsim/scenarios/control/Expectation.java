package tlpsim.scenarios.control;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.problem.NearestName;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.RuleBook;

/** What a line says about the operation before it. */
interface Expectation {
    /** What was found instead; empty if the expectation is met. */
    String miss(OperationReport report, Registers after, ScriptValues values);

    /** Reads the words behind {@code expect}. */
    static Expectation parse(LineArguments in) {
        ScriptWord word = in.word("what");
        Expectation expectation = word.text().startsWith("-")
                ? errno(in.choose(word, "expect", Spellings.ERRORS))
                : switch (word.text()) {
                    case "0", "ok" -> errno(Errno.NONE);
                    case "value" -> value(in);
                    case "rule" -> rule(rule(in), false);
                    case "refused-by" -> rule(rule(in), true);
                    case "control" -> control(in.operand(in.word("a value"), "control", 0, 0xFFFFFFFFL));
                    case "entry" -> entry(in);
                    case "config" -> config(in);
                    default -> throw unknown(in, word);
                };
        in.end();
        return expectation;
    }

    private static RuntimeException unknown(LineArguments in, ScriptWord word) {
        TreeSet<String> allowed = new TreeSet<>(Spellings.ERRORS.keySet());
        for (String name : new String[] {"ok", "value", "rule", "refused-by", "control", "entry", "config"}) {
            allowed.add(name);
        }
        return in.line()
                .bad(
                        word,
                        "expect: '" + word.text() + "'; allowed: " + String.join(", ", allowed),
                        NearestName.hint(word.text(), allowed));
    }

    private static ControlRule rule(LineArguments in) {
        Map<String, ControlRule> rules = new TreeMap<>();
        RuleBook.rules().forEach(rule -> rules.put(rule.id(), rule));
        ScriptWord word = in.word("a rule");
        ControlRule rule = rules.get(word.text());
        if (rule == null) {
            throw in.line().bad(word, "no rule '" + word.text() + "'", NearestName.hint(word.text(), rules.keySet()));
        }
        return rule;
    }

    private static Expectation errno(Errno errno) {
        return (report, after, values) ->
                report.errno() == errno ? "" : report.errno().returned();
    }

    private static Expectation value(LineArguments in) {
        boolean not = in.flag("not");
        Operand wanted = in.operand(in.word("a value"), "value", Long.MIN_VALUE, Long.MAX_VALUE);
        return (report, after, values) -> {
            boolean met = report.ok() && report.value() == wanted.value(values) != not;
            return met ? "" : report.ok() ? hex(report.value()) : report.errno().returned();
        };
    }

    private static Expectation rule(ControlRule rule, boolean refused) {
        return (report, after, values) -> {
            boolean met = refused ? report.refusedBy(rule) : report.met(rule);
            return met ? "" : refused ? "not refused by it" : "not met";
        };
    }

    private static Expectation control(Operand wanted) {
        return (report, after, values) ->
                (after.control() & 0xFFFFFFFFL) == wanted.value(values) ? "" : hex(after.control() & 0xFFFFFFFFL);
    }

    private static Expectation entry(LineArguments in) {
        int index = in.number("an index", 0, 2047);
        Operand wanted = in.operand(in.word("a tag"), "tag", 0, 0xFFFF);
        return (report, after, values) -> {
            if (index >= after.tags().length) {
                return "no such entry";
            }
            return after.tags()[index] == wanted.value(values) ? "" : hex(after.tags()[index]);
        };
    }

    private static Expectation config(LineArguments in) {
        ScriptWord word = in.word("an offset");
        int offset = (int) in.literal(word, "offset", 0, PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE - 4);
        if ((offset & 3) != 0) {
            throw in.line().bad(word, "offset: " + word.text() + "; allowed: multiples of 4", "");
        }
        Operand wanted = in.operand(in.word("a value"), "value", 0, 0xFFFFFFFFL);
        return (report, after, values) -> {
            long found = after.config().dword(offset) & 0xFFFFFFFFL;
            return found == wanted.value(values) ? "" : hex(found);
        };
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
