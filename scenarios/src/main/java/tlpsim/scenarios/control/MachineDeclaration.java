package tlpsim.scenarios.control;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.PortType;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.scenarios.machine.Machine;
import tlpsim.scenarios.machine.MachineFunction;
import tlpsim.scenarios.topology.TphVerdict;

/** The line {@code machine}: every function of a dump or of a scenario, with its registers as they stand there. */
final class MachineDeclaration {
    private final ControlMachine machine;

    MachineDeclaration(ControlMachine machine) {
        this.machine = machine;
    }

    void read(LineArguments in) {
        ScriptWord file = in.word("a file or directory");
        Optional<ScriptWord> above = in.option("root-port");
        in.end();
        RootPort unknown = above.isPresent()
                ? machine.find(in.line(), above.get(), "root port", machine.rootPorts())
                        .port()
                : RootPort.NONE;
        Machine source = load(in.line(), file);
        for (MachineFunction each : source.functions()) {
            unused(in.line(), file, each.name());
            if (isRootPort(each)) {
                machine.rootPorts().put(each.name(), RootPortEntry.of(each.name(), live(each)));
            }
        }
        List<MachineFunction> virtual = new ArrayList<>();
        for (MachineFunction each : source.functions()) {
            if (source.virtualFunction(each).isPresent()) {
                virtual.add(each);
            } else if (!isRootPort(each)) {
                RootPort port = rootPort(source, each, unknown);
                machine.devices().put(each.name(), DeviceEntry.of(each.name(), port, machine.core(), live(each)));
            }
        }
        virtual.forEach(each -> virtual(source, each));
        machine.sources()
                .add(new Transcript.Source(file.text(), source.functions().size(), open(source, above.isPresent())));
    }

    /** Functions of which the file does not say enough; where the script gives the root port, no root port is missing. */
    private static List<String> open(Machine source, boolean rootPortGiven) {
        List<String> open = new ArrayList<>();
        for (MachineFunction each : source.functions()) {
            TphVerdict verdict = TphVerdict.of(source.topology(), each.function());
            boolean answered = rootPortGiven && each.function().decoded().tph().isPresent();
            if (verdict.decision() == TphVerdict.Decision.UNKNOWN && !answered) {
                open.add(each.name() + ": " + verdict.text());
            }
        }
        return open;
    }

    private Machine load(ScriptLine line, ScriptWord file) {
        try {
            return Machine.read(machine.file(file.text()).toString(), InputStream.nullInputStream());
        } catch (InvalidInputException invalid) {
            List<Problem> problems = new ArrayList<>();
            for (Problem problem : invalid.problems()) {
                problems.add(
                        line.bad(file, "machine: " + problem, "").problems().get(0));
            }
            throw new InvalidInputException(problems);
        }
    }

    private void unused(ScriptLine line, ScriptWord file, String name) {
        if (machine.devices().containsKey(name) || machine.rootPorts().containsKey(name)) {
            throw line.bad(file, "machine: '" + name + "' is described already", "");
        }
    }

    private static boolean isRootPort(MachineFunction function) {
        return function.function().decoded().portType().equals(Optional.of(PortType.ROOT_PORT));
    }

    private static LiveFunction live(MachineFunction function) {
        ConfigSpace space = ConfigSpace.of(function.function().decoded().image(), ReservedEnablePolicy.STORE);
        return LiveFunction.asFound(space);
    }

    /** An RCiEP has none; where the dump does not hold the root port, the script may give one. */
    private RootPort rootPort(Machine source, MachineFunction function, RootPort unknown) {
        Optional<MachineFunction> known = source.rootPort(function);
        if (known.isPresent()) {
            return machine.rootPorts().get(known.get().name()).port();
        }
        boolean integrated =
                function.function().decoded().portType().equals(Optional.of(PortType.RC_INTEGRATED_ENDPOINT));
        return integrated ? RootPort.NONE : unknown;
    }

    private void virtual(Machine source, MachineFunction function) {
        Machine.VirtualFunction place = source.virtualFunction(function).orElseThrow();
        DeviceEntry physical = machine.devices().get(place.physical().name());
        ConfigSpace space = physical.live().space();
        space.virtualFunctionAsFound(
                place.index(), function.function().decoded().image());
        DeviceEntry entry = machine.virtual(place.physical().name(), physical, place.index());
        machine.devices().put(function.name(), entry);
    }
}
