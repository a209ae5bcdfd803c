package tlpsim.scenarios.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.control.ControlMachine.BrokenNameException;
import tlpsim.scenarios.control.ScriptStep.Outcome;
import tlpsim.scenarios.control.Transcript.Change;
import tlpsim.scenarios.control.Transcript.Expected;
import tlpsim.scenarios.control.Transcript.Step;

/**
 * A script that has been read: a machine as it was described, and operations on it. It can run once.
 *
 * <p>Descriptions take effect while the script is read; a {@code vfio} or {@code firmware} line behind operations would thus change what is before
 * it, and is refused.
 */
public final class ControlScript {
    private static final String EXPECT = "expect";
    private static final String LET = "let";

    private static final Outcome NO_DEVICE = new Outcome(new OperationReport(
            "no device", Errno.ENODEV, 0, "a VF exists while VF Enable is set", List.of(), AccessCount.ZERO));

    private final String source;
    private final ControlMachine machine;
    private final Declarations declarations;
    private final Map<String, OperationParser> operations = new TreeMap<>();
    private final List<Planned> plan = new ArrayList<>();

    private ControlScript(String source, Path directory) {
        this.source = source;
        this.machine = new ControlMachine(directory);
        this.declarations = new Declarations(machine);
        new KernelOperations(machine, operations);
        new UserOperations(machine, operations);
        new BufferOperations(machine, operations);
        new HardwareOperations(machine, operations);
    }

    /** An operation, and what follows it. */
    private record Planned(ScriptStep step, List<ExpectedLine> expected, List<String> lets) {}

    private record ExpectedLine(ScriptLine line, Expectation expectation) {}

    /**
     * Reads a script.
     *
     * @param source    its name, for messages
     * @param directory what file names in it are relative to
     * @throws InvalidInputException with every mistake of the script
     */
    public static ControlScript parse(String source, Path directory, String text) {
        ControlScript script = new ControlScript(source, directory);
        List<Problem> problems = new ArrayList<>();
        for (ScriptLine line : ScriptLine.linesOf(source, text)) {
            try {
                script.read(line);
            } catch (InvalidInputException invalid) {
                problems.addAll(invalid.problems());
                script.markBroken(line);
            } catch (BrokenNameException consequence) {
                script.markBroken(line);
            }
        }
        if (problems.isEmpty() && script.plan.isEmpty()) {
            problems.add(new Problem(source, 0, 0, "the script has no operation", "tlpsim tph --help lists them"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return script;
    }

    private void markBroken(ScriptLine line) {
        if (line.keyword().text().equals(Declarations.MACHINE)) {
            machine.markIncomplete();
        }
        if (line.words().size() > 1 && declarations.knows(line.keyword().text())) {
            machine.markBroken(line.words().get(1).text());
        }
    }

    private void read(ScriptLine line) {
        LineArguments in = new LineArguments(line, machine.letNames());
        String keyword = line.keyword().text();
        if (keyword.equals(EXPECT)) {
            last(line).expected().add(new ExpectedLine(line, Expectation.parse(in)));
        } else if (keyword.equals(LET)) {
            String name = in.word("a name").text();
            in.end();
            last(line).lets().add(name);
            machine.letNames().add(name);
        } else if (declarations.knows(keyword)) {
            if (!plan.isEmpty()) {
                throw line.bad(line.keyword(), keyword + ": the machine is described before the first operation", "");
            }
            declarations.read(in);
        } else if (operations.containsKey(keyword)) {
            plan.add(new Planned(operations.get(keyword).parse(in), new ArrayList<>(), new ArrayList<>()));
        } else {
            Set<String> known = new TreeSet<>(operations.keySet());
            declarations.keywords().forEach(known::add);
            known.add(EXPECT);
            known.add(LET);
            throw line.bad(
                    line.keyword(),
                    "no line begins with '" + keyword + "'; allowed: " + String.join(", ", known),
                    NearestName.hint(keyword, known));
        }
    }

    private Planned last(ScriptLine line) {
        if (plan.isEmpty()) {
            throw line.bad(line.keyword(), line.keyword().text() + ": no operation stands before this line", "");
        }
        return plan.get(plan.size() - 1);
    }

    /** Runs the operations in order, all of them, whatever they give. */
    public Transcript run() {
        ScriptValues values = new ScriptValues();
        List<Step> steps = new ArrayList<>();
        for (Planned planned : plan) {
            steps.add(run(planned, values));
        }
        return new Transcript(source, machine.kernelConfig().version().name(), machine.sources(), notLinux(), steps);
    }

    private Step run(Planned planned, ScriptValues values) {
        ScriptStep step = planned.step();
        Registers before = Registers.of(step.device());
        boolean gone = step.device() != null && !step.device().exists();
        Outcome outcome = gone ? NO_DEVICE : step.action().run(values);
        Registers after = Registers.of(step.device());
        List<Expected> expected = new ArrayList<>();
        for (ExpectedLine line : planned.expected()) {
            String miss = line.expectation().miss(outcome.report(), after, values);
            expected.add(new Expected(line.line().number(), line.line().text(), miss));
        }
        values.last(outcome.report().value());
        planned.lets().forEach(values::name);
        return new Step(
                step.line().number(),
                step.line().text(),
                step.device() == null ? "" : step.device().function().name(),
                outcome.report(),
                new Change(
                        before,
                        after,
                        gone || step.device() == null ? List.of() : before.changesTo(after, step.device())),
                outcome.returned(),
                expected);
    }

    private List<String> notLinux() {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, DeviceEntry> device : machine.devices().entrySet()) {
            for (String part : device.getValue().vfio().config().design().notLinux()) {
                parts.add(device.getKey() + ": " + part);
            }
        }
        return parts;
    }
}
