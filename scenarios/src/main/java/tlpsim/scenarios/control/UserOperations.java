package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.TagTarget;
import tlpsim.core.vfio.TphStEntry;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStRequest;
import tlpsim.core.vfio.VfioTphDevice;
import tlpsim.scenarios.control.ScriptStep.Outcome;

/** The lines that a user of VFIO calls. */
final class UserOperations {
    private final ControlMachine machine;

    UserOperations(ControlMachine machine, Map<String, OperationParser> operations) {
        this.machine = machine;
        operations.put("open", in -> simple(in, VfioTphDevice::open));
        operations.put("close", in -> simple(in, VfioTphDevice::close));
        operations.put("probe", in -> simple(in, VfioTphDevice::probe));
        operations.put("write-control", this::writeControl);
        operations.put("read-config", this::readConfig);
        operations.put("tph-st", this::tphSt);
        operations.put("msix-write", this::msixWrite);
        operations.put("sent-tag", this::sentTag);
    }

    /** A call without arguments. */
    private interface Call {
        OperationReport run(VfioTphDevice device);
    }

    private DeviceEntry device(LineArguments in) {
        return machine.device(in.line(), in.word("a device"));
    }

    private ScriptStep simple(LineArguments in, Call call) {
        DeviceEntry device = device(in);
        in.end();
        return new ScriptStep(in.line(), device, values -> new Outcome(call.run(device.vfio())));
    }

    private ScriptStep writeControl(LineArguments in) {
        DeviceEntry device = device(in);
        int value;
        if (in.nextBegins("mode=") || in.nextBegins("enable=")) {
            int mode = in.option("mode", 0, Spellings.MODES);
            value = mode | in.option("enable", 0, Spellings.TYPES) << PciTphLayout.REQ_EN_SHIFT;
        } else {
            value = (int) in.literal(in.word("a value, or mode= and enable="), "value", 0, 0xFFFFFFFFL);
        }
        in.end();
        return new ScriptStep(
                in.line(), device, values -> new Outcome(device.vfio().writeControl(value)));
    }

    private ScriptStep readConfig(LineArguments in) {
        DeviceEntry device = device(in);
        ScriptWord word = in.word("an offset");
        int offset = (int) in.literal(word, "offset", 0, PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE - 4);
        if ((offset & 3) != 0) {
            throw in.line().bad(word, "offset: " + word.text() + "; allowed: multiples of 4", "");
        }
        in.end();
        return new ScriptStep(in.line(), device, values -> {
            int value = device.vfio().readConfig(offset);
            return new Outcome(device.function().begin("read configuration").done(value & 0xFFFFFFFFL, ""));
        });
    }

    private ScriptStep msixWrite(LineArguments in) {
        DeviceEntry device = device(in);
        Operand index = in.operand(in.word("an index"), "index", 0, 0xFFFF);
        Operand value = in.operand(in.word("a Vector Control word"), "Vector Control", 0, 0xFFFFFFFFL);
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(
                        device.vfio().writeMsixDirectly(index.intValue(values), (int) value.value(values))));
    }

    private ScriptStep sentTag(LineArguments in) {
        DeviceEntry device = device(in);
        int entries = device.table().steeringEntries();
        if (entries == 0) {
            throw in.line().bad(in.line().keyword(), "the device has no table: its tags are in private places", "");
        }
        int index = in.number("an index", 0, entries - 1);
        in.end();
        return new ScriptStep(
                in.line(),
                device,
                values -> new Outcome(device.function()
                        .begin("send")
                        .done(device.vfio().sentTag(index), "what a TLP of entry " + index + " carries")));
    }

    private ScriptStep tphSt(LineArguments in) {
        DeviceEntry device = device(in);
        boolean extended = in.flag("extended");
        List<EntryText> entries = new ArrayList<>();
        for (ScriptWord word : in.takeRest()) {
            entries.add(entry(in, word));
        }
        return new ScriptStep(in.line(), device, values -> {
            List<TphStEntry> batch = new ArrayList<>();
            for (EntryText entry : entries) {
                batch.add(entry.resolve(values));
            }
            TphStReport report = device.vfio().tphSt(new TphStRequest(extended, batch));
            return new Outcome(report.operation(), report.returned());
        });
    }

    /** {@code INDEX=cpu:N}, {@code INDEX=cpu:N:persistent}, {@code INDEX=tag:N} or {@code INDEX=dma-buf:NAME}. */
    private EntryText entry(LineArguments in, ScriptWord word) {
        String[] sides = word.text().split("=", 2);
        String[] parts = sides.length < 2 ? new String[0] : sides[1].split(":", 3);
        if (parts.length < 2) {
            throw in.line()
                    .bad(
                            word,
                            "an entry is INDEX=cpu:N, INDEX=cpu:N:persistent, INDEX=tag:N or INDEX=dma-buf:NAME,"
                                    + " given: " + word.text(),
                            "");
        }
        int column = word.column() + sides[0].length() + 1;
        Operand index = in.operand(new ScriptWord(sides[0], word.column()), "index", 0, 0xFFFF);
        ScriptWord value = new ScriptWord(parts[1], column + parts[0].length() + 1);
        String kind = in.choose(
                new ScriptWord(parts[0], column),
                "target",
                new java.util.TreeMap<>(Map.of("cpu", "cpu", "tag", "tag", "dma-buf", "dma-buf")));
        if (kind.equals("dma-buf")) {
            DmaBuf buffer = machine.find(in.line(), value, "dma-buf", machine.buffers());
            return new EntryText(index, Optional.empty(), Optional.empty(), Optional.of(buffer));
        }
        Operand number = in.operand(value, kind, 0, 1 << 20);
        if (kind.equals("tag")) {
            return new EntryText(index, Optional.of(number), Optional.empty(), Optional.empty());
        }
        MemoryType memory = parts.length < 3
                ? MemoryType.VOLATILE
                : in.choose(
                        new ScriptWord(parts[2], value.column() + parts[1].length() + 1), "memory", Spellings.MEMORY);
        return new EntryText(index, Optional.of(number), Optional.of(memory), Optional.empty());
    }

    /** An entry of a batch as it is written; {@code memory} only for a processor. */
    private record EntryText(
            Operand index, Optional<Operand> number, Optional<MemoryType> memory, Optional<DmaBuf> buffer) {
        TphStEntry resolve(ScriptValues values) {
            TagTarget target;
            if (buffer.isPresent()) {
                target = new TagTarget.Buffer(buffer.get());
            } else if (memory.isPresent()) {
                target = new TagTarget.Cpu(number.orElseThrow().intValue(values), memory.get());
            } else {
                target = new TagTarget.Literal(number.orElseThrow().intValue(values));
            }
            return new TphStEntry(index.intValue(values), target);
        }
    }
}
