package tlpsim.scenarios.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphWindowListener;
import tlpsim.core.problem.NearestName;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.OpenFiles;
import tlpsim.scenarios.topology.PciAddress;

/** What a script has described so far. Names are one space per kind. */
final class ControlMachine {
    private static final Pattern VIRTUAL = Pattern.compile("(.+)\\.vf(\\d{1,5})");
    /** In one message. */
    private static final int MOST_NAMES = 24;

    private final Path directory;
    private final Map<String, RootPortEntry> rootPorts = new TreeMap<>();
    private final Map<String, DeviceEntry> devices = new TreeMap<>();
    private final Map<String, DmaBuf> buffers = new TreeMap<>();
    private final Set<String> broken = new TreeSet<>();
    private final Set<String> letNames = new TreeSet<>();
    private final List<DeviceEntry> exporters = new ArrayList<>();
    private final List<Transcript.Source> sources = new ArrayList<>();
    private final OpenFiles files = new OpenFiles();
    private CpuTopology cpus = CpuTopology.of(64, 8, 8);
    private KernelConfig kernelConfig = KernelConfig.of(KernelVersionPolicy.V17);
    private TphCore core;
    private boolean incomplete;

    /** @param directory what file names in the script are relative to */
    ControlMachine(Path directory) {
        this.directory = directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Map<String, RootPortEntry> rootPorts() {
        return rootPorts;
    }

    Map<String, DeviceEntry> devices() {
        return devices;
    }

    Map<String, DmaBuf> buffers() {
        return buffers;
    }

    /** Files with machines, in the order of the script. */
    List<Transcript.Source> sources() {
        return sources;
    }

    OpenFiles files() {
        return files;
    }

    Set<String> letNames() {
        return letNames;
    }

    CpuTopology cpus() {
        return cpus;
    }

    KernelConfig kernelConfig() {
        return kernelConfig;
    }

    /** Whether a device, and with it the kernel, exists already. */
    boolean isStarted() {
        return core != null;
    }

    void cpus(CpuTopology topology) {
        cpus = topology;
    }

    void kernel(KernelConfig config) {
        kernelConfig = config;
    }

    /** The kernel, which starts with the first device. */
    TphCore core() {
        if (core == null) {
            core = new TphCore(kernelConfig, cpus::uid, TphWindowListener.NONE);
        }
        return core;
    }

    void markExporter(DeviceEntry device) {
        exporters.add(device);
    }

    /** Whether a dma-buf of the device is described: it has taken over how VFIO treats the device. */
    boolean exports(DeviceEntry device) {
        return exporters.contains(device);
    }

    /** A name whose own line is wrong: lines that use it are not reported again. */
    void markBroken(String name) {
        broken.add(name);
    }

    /** A machine could not be read: names that nobody knows may have been there. */
    void markIncomplete() {
        incomplete = true;
    }

    /** The thing with a name; a {@link BrokenNameException} where the line that declares it is itself wrong. */
    <T> T find(ScriptLine line, ScriptWord word, String kind, Map<String, T> things) {
        T found = things.get(canonical(word.text(), things));
        if (found != null) {
            return found;
        }
        if (incomplete || broken.contains(word.text())) {
            throw new BrokenNameException();
        }
        String have = things.isEmpty() ? "none is described" : "described: " + names(things);
        throw line.bad(
                word, "no " + kind + " '" + word.text() + "'; " + have, NearestName.hint(word.text(), things.keySet()));
    }

    /** A device by its name or address, or a VF of one as {@code DEVICE.vfN}. */
    DeviceEntry device(ScriptLine line, ScriptWord word) {
        Matcher virtual = VIRTUAL.matcher(word.text());
        if (devices.containsKey(word.text()) || !virtual.matches()) {
            return find(line, word, "device", devices);
        }
        DeviceEntry physical = find(line, new ScriptWord(virtual.group(1), word.column()), "device", devices);
        return virtual(line, word, physical, virtual.group(1), Integer.parseInt(virtual.group(2)));
    }

    /** The VF of a device. @param word where the index stands */
    DeviceEntry virtual(ScriptLine line, ScriptWord word, DeviceEntry physical, String name, int index) {
        int total = physical.live()
                .space()
                .announced()
                .sriov()
                .map(SriovRegisters::totalVfs)
                .orElse(0);
        if (index >= total) {
            String has = total == 0 ? "has no VFs" : "has VFs 0 to " + (total - 1);
            throw line.bad(word, word.text() + ": the device " + has, "");
        }
        return virtual(name, physical, index);
    }

    /** @param physical the PF, which has this many VFs at least */
    DeviceEntry virtual(String name, DeviceEntry physical, int index) {
        String own = canonical(name, devices) + ".vf" + index;
        return devices.computeIfAbsent(own, key -> DeviceEntry.virtual(own, core(), physical, index));
    }

    /** A name as it stands in a map: addresses may be given without their domain. */
    private static String canonical(String text, Map<String, ?> things) {
        return things.containsKey(text)
                ? text
                : PciAddress.parse(text).map(PciAddress::sysfsName).orElse(text);
    }

    private static String names(Map<String, ?> things) {
        List<String> names = new ArrayList<>(things.keySet());
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + ", ... (" + names.size() + ")";
    }

    /** A line that is only wrong because another one is. */
    static final class BrokenNameException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenNameException() {
            super("declared by a line that is wrong", null, false, false);
        }
    }
}
