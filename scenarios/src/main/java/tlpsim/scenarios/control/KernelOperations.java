package tlpsim.scenarios.control;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.DsmFirmware;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.LiveMsixAccess;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.rule.AccessCounter;
import tlpsim.core.rule.FirmwareRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.control.ScriptStep.Outcome;

/** The lines that call the kernel core, or that happen to the hardware. */
final class KernelOperations {
    private static final int MAX_CPU = 1 << 20;

    private final ControlMachine machine;

    KernelOperations(ControlMachine machine, Map<String, OperationParser> operations) {
        this.machine = machine;
        operations.put("enable", this::enable);
        operations.put("disable", in -> simple(in, (core, function) -> core.disable(function)));
        operations.put("set-st", this::setSt);
        operations.put("get-cpu-st", this::getCpuSt);
        operations.put("table-size", in -> simple(in, TphCore::stTableSize));
        operations.put("table-location", in -> simple(in, TphCore::stTableLocation));
        operations.put("requester-type", in -> simple(in, TphCore::enabledRequesterType));
        operations.put("supported", in -> simple(in, TphCore::supported));
        operations.put("save", in -> simple(in, TphCore::save));
        operations.put("restore", in -> simple(in, TphCore::restore));
        operations.put("reset", this::reset);
        operations.put("msix", this::msix);
        operations.put("vector", this::vector);
        operations.put("unplug", this::unplug);
        operations.put("write-table", this::writeTable);
    }

    /** A call of the core without arguments. */
    private interface Call {
        OperationReport run(TphCore core, TphFunction function);
    }

    private DeviceEntry device(LineArguments in) {
        return machine.device(in.line(), in.word("a device"));
    }

    private ScriptStep simple(LineArguments in, Call call) {
        DeviceEntry device = device(in);
        in.end();
        return new ScriptStep(in.line(), device, values -> new Outcome(call.run(machine.core(), device.function())));
    }

    private ScriptStep enable(LineArguments in) {
        DeviceEntry device = device(in);
        ScriptWord word = in.word("a mode");
        int mode = Character.isDigit(word.text().charAt(0))
                ? (int) in.literal(word, "mode", 0, 255)
                : in.choose(word, "mode", Spellings.MODES);
        int type = in.option("as", -1, Spellings.TYPES);
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(
                        type < 0
                                ? machine.core().enable(device.function(), mode)
                                : machine.core().enableAs(device.function(), mode, type)));
    }

    private ScriptStep setSt(LineArguments in) {
        DeviceEntry device = device(in);
        Operand index = in.operand(in.word("an index"), "index", 0, 0xFFFF);
        Operand tag = in.operand(in.word("a tag"), "tag", 0, 0xFFFF);
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(
                        machine.core().setStEntry(device.function(), index.intValue(values), tag.intValue(values))));
    }

    private ScriptStep getCpuSt(LineArguments in) {
        DeviceEntry device = device(in);
        MemoryType memory = in.choose(in.word("volatile or persistent"), "memory", Spellings.MEMORY);
        Operand cpu = in.operand(in.word("a CPU"), "CPU", 0, MAX_CPU);
        int type = in.option("as", -1, Spellings.TYPES);
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(
                        type < 0
                                ? machine.core().getCpuSt(device.function(), memory, cpu.intValue(values))
                                : machine.core().getCpuStAs(device.function(), memory, cpu.intValue(values), type)));
    }

    /** A function level reset of the hardware: the kernel's own state stays. */
    private ScriptStep reset(LineArguments in) {
        DeviceEntry device = device(in);
        in.end();
        return new ScriptStep(in.line(), device, values -> {
            device.live().space().functionLevelReset();
            return done(device, "function level reset", "registers cleared");
        });
    }

    private static LiveMsixAccess msixOf(LineArguments in, DeviceEntry device) {
        return device.live()
                .liveMsix()
                .orElseThrow(() -> in.line().bad(in.line().keyword(), "the device is described without msix=", ""));
    }

    private ScriptStep msix(LineArguments in) {
        DeviceEntry device = device(in);
        boolean on = in.choose(in.word("on or off"), "msix", Spellings.SWITCH);
        in.end();
        msixOf(in, device);
        return new ScriptStep(in.line(), device, values -> {
            msixOf(in, device).enabled(on);
            return done(device, "MSI-X", on ? "on" : "off");
        });
    }

    private ScriptStep vector(LineArguments in) {
        DeviceEntry device = device(in);
        int index = in.number("an index", 0, msixOf(in, device).entries() - 1);
        VectorState state = in.choose(in.word("a state"), "state", Spellings.VECTORS);
        in.end();
        return new ScriptStep(in.line(), device, values -> {
            msixOf(in, device).vector(index, state);
            return done(device, "vector", index + " is " + Spellings.spell(state));
        });
    }

    /** Takes a root port away, or brings it back. */
    private ScriptStep unplug(LineArguments in) {
        RootPortEntry port = machine.find(in.line(), in.word("a root port"), "root port", machine.rootPorts());
        boolean back = in.flag("back");
        in.end();
        return new ScriptStep(in.line(), null, values -> {
            port.live().config().present(back);
            OperationLog log = new OperationLog("unplug", new AccessCounter());
            return new Outcome(log.done(0, back ? "answers again" : "does not answer"));
        });
    }

    private ScriptStep writeTable(LineArguments in) {
        RootPortEntry port = machine.find(in.line(), in.word("a root port"), "root port", machine.rootPorts());
        ScriptWord file = in.word("a file");
        Optional<CpuTagTable> table = port.firmware().method() instanceof DsmFirmware firmware
                ? Optional.of(firmware.table())
                : Optional.empty();
        in.end();
        if (table.isEmpty()) {
            throw in.line().bad(in.line().keyword(), "the root port has no tags that could be written", "");
        }
        byte[] bytes = table.get().toBytes();
        return new ScriptStep(in.line(), null, values -> {
            try {
                Files.write(machine.file(file.text()), bytes);
            } catch (IOException unwritable) {
                throw in.line().bad(file, "cannot write " + file.text() + ": " + unwritable.getMessage(), "");
            }
            OperationLog log = new OperationLog("write CPU tag table", new AccessCounter());
            log.applied(FirmwareRule.CPU_TABLE, bytes.length + " bytes");
            return new Outcome(log.done(bytes.length, file.text()));
        });
    }

    private static Outcome done(DeviceEntry device, String operation, String meaning) {
        return new Outcome(device.function().begin(operation).done(0, meaning));
    }
}
