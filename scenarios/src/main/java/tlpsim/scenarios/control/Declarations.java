package tlpsim.scenarios.control;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmware;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.firmware.TagExhaustionPolicy;
import tlpsim.core.firmware.TargetGranularity;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.rule.Errno;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.VfioChoices;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.core.vfio.VfioDesign;

/** The lines that describe the machine; each takes effect where it stands. */
final class Declarations {
    private static final Map<String, StTableLocation> LOCATIONS =
            Map.of("capability", StTableLocation.CAPABILITY, "msix", StTableLocation.MSIX);

    static final String MACHINE = "machine";

    private static final int MAX_VFS = 0xFFFF;

    private final ControlMachine machine;
    private final Map<String, Declaration> byKeyword = new TreeMap<>();

    /** Reads one line. */
    private interface Declaration {
        void read(LineArguments in);
    }

    Declarations(ControlMachine machine) {
        this.machine = machine;
        byKeyword.put("kernel", this::kernel);
        byKeyword.put("cpus", this::cpus);
        byKeyword.put("root-port", this::rootPort);
        byKeyword.put("firmware", this::firmware);
        byKeyword.put("device", this::device);
        byKeyword.put(MACHINE, new MachineDeclaration(machine)::read);
        byKeyword.put("vf", this::virtualFunction);
        byKeyword.put("vfio", this::vfio);
        byKeyword.put("dma-buf", this::dmaBuf);
        byKeyword.put("other-file", this::otherFile);
    }

    Iterable<String> keywords() {
        return byKeyword.keySet();
    }

    boolean knows(String keyword) {
        return byKeyword.containsKey(keyword);
    }

    void read(LineArguments in) {
        byKeyword.get(in.line().keyword().text()).read(in);
    }

    private void kernel(LineArguments in) {
        requireNotStarted(in);
        KernelVersionPolicy version = in.choose(in.word("a version"), "version", Spellings.VERSIONS);
        for (ScriptWord fix : list(in.option("with"))) {
            version = version.with(in.choose(fix, "with", Spellings.FIXES), true);
        }
        for (ScriptWord fix : list(in.option("without"))) {
            version = version.with(in.choose(fix, "without", Spellings.FIXES), false);
        }
        boolean noTph = in.flag("no-tph");
        boolean noMsi = in.flag("no-msi");
        boolean noAcpi = in.flag("no-acpi");
        machine.kernel(new KernelConfig(version, !noTph, !noMsi, !noAcpi, in.flag("notph"), in.flag("nostmode")));
        in.end();
    }

    private void cpus(LineArguments in) {
        requireNotStarted(in);
        int cpus = in.number("how many", 1, CpuTopology.MAX_CPUS);
        int perCluster = in.option("per-cluster", 8, 1, CpuTopology.MAX_CPUS);
        int perSocket = in.option("clusters-per-socket", 8, 1, CpuTopology.MAX_CPUS);
        int first = in.option("first-uid", 0, 0, 1 << 20);
        machine.cpus(new CpuTopology(cpus, perCluster, perSocket, first, in.option("uid-stride", 1, 1, 1024)));
        in.end();
    }

    private void requireNotStarted(LineArguments in) {
        if (machine.isStarted()) {
            ScriptLine line = in.line();
            throw line.bad(line.keyword(), line.keyword().text() + ": must stand before the first device", "");
        }
    }

    private void rootPort(LineArguments in) {
        String name = newName(in, machine.rootPorts());
        TphCompleterSupport completer = in.option("completer", TphCompleterSupport.NONE, Spellings.COMPLETERS);
        in.end();
        LiveFunction live = LiveFunction.driven(
                ConfigSpaceBuilder.of(PortType.ROOT_PORT)
                        .completer(completer)
                        .neighbours()
                        .build(),
                0);
        machine.rootPorts().put(name, RootPortEntry.of(name, live));
    }

    private void firmware(LineArguments in) {
        RootPortEntry port = machine.find(in.line(), in.word("a root port"), "root port", machine.rootPorts());
        Optional<ScriptWord> file = in.option("table");
        boolean none = in.flag("none");
        int tags8 = in.option("tags-8bit", DsmFirmwareConfig.MAX_TAGS8, 0, DsmFirmwareConfig.MAX_TAGS8);
        int tags16 = in.option("tags-16bit", DsmFirmwareConfig.MAX_TAGS16, 0, DsmFirmwareConfig.MAX_TAGS16);
        TargetGranularity finest = in.option("granularity", TargetGranularity.CORE, Spellings.GRANULARITIES);
        TagExhaustionPolicy policy = in.option("on-exhaustion", TagExhaustionPolicy.INVALID, Spellings.EXHAUSTION);
        boolean persistent = in.flag("persistent");
        boolean phIgnore = in.flag("ph-ignore");
        int seed = in.option("encoding", 1, 0, Integer.MAX_VALUE);
        in.end();
        if (none) {
            port.firmware().replace(DsmMethod.ABSENT);
        } else if (file.isPresent()) {
            port.firmware().replace(readTable(in.line(), file.get()));
        } else {
            port.firmware()
                    .replace(new DsmFirmware(
                            new DsmFirmwareConfig(tags8, tags16, finest, policy, persistent, phIgnore, seed),
                            machine.cpus()));
        }
    }

    private CpuTagTable readTable(ScriptLine line, ScriptWord file) {
        try {
            return CpuTagTable.read(file.text(), Files.readAllBytes(machine.file(file.text())));
        } catch (IOException unreadable) {
            throw line.bad(file, "cannot read " + file.text() + ": " + unreadable.getMessage(), "");
        }
    }

    private void device(LineArguments in) {
        String name = newName(in, machine.devices());
        Optional<ScriptWord> portName = in.option("root-port");
        boolean integrated = in.flag("rciep");
        Optional<ScriptWord> table = in.option("table");
        Optional<TphRequesterConfig> requester = requester(in, table);
        TphCompleterSupport completer = in.option("completer", TphCompleterSupport.NONE, Spellings.COMPLETERS);
        int msix = in.option("msix", 0, 1, PciTphLayout.MAX_MSIX_ENTRIES);
        requireFits(in, requester, table, msix);
        int vectors = in.option("vectors", msix, 0, Math.max(0, msix));
        int totalVfs = in.option("sriov", 0, 1, MAX_VFS);
        in.end();
        RootPort port = portName.isPresent()
                ? machine.find(in.line(), portName.get(), "root port", machine.rootPorts())
                        .port()
                : RootPort.NONE;
        ConfigSpaceBuilder registers = ConfigSpaceBuilder.of(
                        integrated ? PortType.RC_INTEGRATED_ENDPOINT : PortType.ENDPOINT)
                .completer(completer)
                .msix(msix)
                .neighbours();
        requester.ifPresent(registers::tph);
        if (totalVfs > 0) {
            registers.sriov(totalVfs, 1, 1, 1);
        }
        LiveFunction live = LiveFunction.driven(registers.build(), vectors);
        machine.devices().put(name, DeviceEntry.of(name, port, machine.core(), live));
    }

    /** An entry of an ST table in the MSI-X table is a part of an entry there. */
    private static void requireFits(
            LineArguments in, Optional<TphRequesterConfig> requester, Optional<ScriptWord> table, int msix) {
        int entries = requester
                .filter(tph -> tph.location() == StTableLocation.MSIX)
                .map(TphRequesterConfig::tableEntries)
                .orElse(0);
        if (entries > msix) {
            String message = "ST table size is " + entries + ", but the MSI-X table has "
                    + (msix == 0 ? "no entries" : msix + (msix == 1 ? " entry" : " entries"));
            throw in.line().bad(table.orElseThrow(), message, "msix=" + entries + " or more");
        }
    }

    /** Another name of a VF, which exists while its PF's VF Enable is set. */
    private void virtualFunction(LineArguments in) {
        String name = newName(in, machine.devices());
        ScriptWord of =
                in.option("of").orElseThrow(() -> in.line().bad(in.line().keyword(), "vf: of=DEVICE is missing", ""));
        ScriptWord index = in.option("index").orElse(new ScriptWord("0", of.column()));
        DeviceEntry physical = machine.device(in.line(), of);
        int number = (int) in.literal(index, "index", 0, MAX_VFS - 1);
        in.end();
        machine.devices().put(name, machine.virtual(in.line(), index, physical, of.text(), number));
    }

    private static Optional<TphRequesterConfig> requester(LineArguments in, Optional<ScriptWord> table) {
        boolean absent = in.flag("no-tph");
        Optional<ScriptWord> modes = in.option("modes");
        boolean extended = in.flag("extended");
        boolean iv = modes.isEmpty();
        boolean ds = modes.isEmpty();
        for (ScriptWord mode : list(modes)) {
            int chosen = in.choose(mode, "modes", Spellings.MODES);
            iv |= chosen == PciTphLayout.PCI_TPH_ST_IV_MODE;
            ds |= chosen == PciTphLayout.PCI_TPH_ST_DS_MODE;
        }
        StTableLocation location = StTableLocation.NONE;
        int entries = 0;
        if (table.isPresent()) {
            String[] parts = table.get().text().split(":", 2);
            location = in.choose(new ScriptWord(parts[0], table.get().column()), "table", new TreeMap<>(LOCATIONS));
            boolean missing = parts.length < 2;
            int column = table.get().column() + parts[0].length() + (missing ? 0 : 1);
            ScriptWord size = new ScriptWord(missing ? "" : parts[1], column);
            entries = (int) in.literal(size, "table size", 1, PciTphLayout.MAX_MSIX_ENTRIES);
        }
        try {
            return absent ? Optional.empty() : Optional.of(new TphRequesterConfig(iv, ds, extended, location, entries));
        } catch (InvalidInputException broken) {
            Problem first = broken.problems().get(0);
            int column =
                    table.map(ScriptWord::column).orElse(in.line().keyword().column());
            throw in.line().bad(column, first.message(), first.hint());
        }
    }

    private void vfio(LineArguments in) {
        DeviceEntry device = machine.device(in.line(), in.word("a device"));
        if (machine.exports(device)) {
            throw in.line().bad(in.line().keyword(), "vfio: must stand before the dma-bufs of the device", "");
        }
        boolean unsafe = in.flag("unsafe");
        boolean literal = in.flag("literal");
        VfioDesign design =
                new VfioDesign(in.flag("shadow-tables"), in.flag("ph-valid-bit"), in.flag("ungated-peer-to-peer"));
        VfioChoices usual = VfioChoices.DEFAULT;
        VfioChoices choices = new VfioChoices(
                error(in, "errno-not-offered", usual.errnoNotOffered()),
                error(in, "errno-disabled", usual.errnoWhileDisabled()),
                error(in, "errno-extended", usual.errnoExtended()),
                error(in, "errno-unplaceable", usual.errnoUnplaceable()),
                error(in, "errno-raw-tag", usual.errnoRawTag()),
                error(in, "errno-revoked", usual.getWhileRevoked()),
                in.option("lowered-enable", usual.loweredEnable(), Spellings.LOWERED));
        in.end();
        device.vfio(new VfioConfig(unsafe, literal, design, choices));
    }

    private static Errno error(LineArguments in, String key, Errno fallback) {
        return in.option(key, fallback, Spellings.ERRORS);
    }

    private void dmaBuf(LineArguments in) {
        String name = newName(in, machine.buffers());
        Optional<ScriptWord> exporter = in.option("exporter");
        int fd = in.option("fd", 100 + machine.buffers().size(), 0, Integer.MAX_VALUE);
        in.end();
        DmaBuf buffer = DmaBuf.foreign(name);
        if (exporter.isPresent()) {
            DeviceEntry device = machine.device(in.line(), exporter.get());
            machine.markExporter(device);
            buffer = DmaBuf.exported(name, device.function(), device.vfio().config());
        }
        machine.buffers().put(name, buffer);
        machine.files().put(fd, buffer);
    }

    private void otherFile(LineArguments in) {
        machine.files().putOther(in.number("a file descriptor", 0, Integer.MAX_VALUE));
        in.end();
    }

    private static String newName(LineArguments in, Map<String, ?> taken) {
        ScriptWord word = in.word("a name");
        if (!word.text().matches("[A-Za-z][A-Za-z0-9_.:-]*")) {
            throw in.line().bad(word, "a name begins with a letter and holds letters, digits, _ . : -", "");
        }
        if (taken.containsKey(word.text())) {
            throw in.line().bad(word, "'" + word.text() + "' is described already", "");
        }
        return word.text();
    }

    /** The words of a list with commas. */
    private static List<ScriptWord> list(Optional<ScriptWord> option) {
        List<ScriptWord> words = new ArrayList<>();
        if (option.isPresent()) {
            int column = option.get().column();
            for (String part : option.get().text().split(",", -1)) {
                words.add(new ScriptWord(part, column));
                column += part.length() + 1;
            }
        }
        return words;
    }
}
