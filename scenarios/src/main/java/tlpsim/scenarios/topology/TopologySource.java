package tlpsim.scenarios.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/**
 * Reads a machine's functions from what the user names: a file or stdin with the text of lspci, one sysfs {@code config}
 * file, or a directory with such files, among them a live {@code /sys/bus/pci}.
 */
public final class TopologySource {
    private static final String STDIN = "-";
    private static final String CONFIG = "config";
    private static final int MAX_IMAGE_BYTES = 4096;
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final int MAX_DEPTH = 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TopologySource() {}

    /** @throws InvalidInputException where there is nothing to read, or it cannot be read */
    public static List<ImportedFunction> read(String name, InputStream stdin) {
        try {
            if (name.equals(STDIN)) {
                return bytes("<stdin>", "<stdin>", "", stdin.readAllBytes());
            }
            Path path = existing(name);
            if (Files.isDirectory(path)) {
                return directory(name, path);
            }
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw problem(name, "the file has more than 64 MiB; allowed: the text of lspci -xxxx", "");
            }
            return bytes(name, String.valueOf(path.getFileName()), slot(path), Files.readAllBytes(path));
        } catch (IOException failure) {
            throw problem(name, "it cannot be read: " + failure.getMessage(), "");
        }
    }

    private static Path existing(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException broken) {
            throw problem(name.replace('\0', '?'), "this is not a file name", "");
        }
        if (!Files.exists(path)) {
            throw problem(name, "there is no such file or directory", nearest(path));
        }
        return path;
    }

    private static String nearest(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> names = siblings.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
            return NearestName.hint(String.valueOf(path.getFileName()), names);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static List<ImportedFunction> bytes(String source, String file, String slot, byte[] bytes) {
        if (bytes.length == 0) {
            throw problem(source, "the file is empty; allowed: the text of lspci -xxxx, a sysfs config file", "");
        }
        if (!binary(bytes)) {
            int start = startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
            String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
            return LspciReader.read(source, file, text);
        }
        if (bytes.length > MAX_IMAGE_BYTES) {
            throw problem(
                    source,
                    "a binary file of " + bytes.length + " bytes is no configuration space; allowed: at most 4096",
                    "");
        }
        return List.of(ImportedFunction.of(new ImportedFunction.Origin(file, 0), slot, "", bytes, List.of()));
    }

    /** No text holds a NUL or a byte FFh, and no configuration space is without either. */
    private static boolean binary(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0 || each == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<ImportedFunction> directory(String name, Path directory) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        collect(devices(directory), files);
        if (files.isEmpty()) {
            throw problem(
                    name,
                    "no config file of a PCI function found; allowed: a directory such as /sys/bus/pci/devices, or a"
                            + " copy of it",
                    "");
        }
        List<ImportedFunction> functions = new ArrayList<>();
        for (Map.Entry<String, Path> each : files.entrySet()) {
            byte[] bytes = Files.readAllBytes(each.getValue());
            ImportedFunction.Origin origin = new ImportedFunction.Origin(each.getKey() + "/" + CONFIG, 0);
            functions.add(ImportedFunction.of(origin, each.getKey(), "", bytes, List.of()));
        }
        return functions;
    }

    /** {@code /sys}, {@code /sys/bus/pci} and {@code /sys/bus/pci/devices} all mean the last. */
    private static Path devices(Path directory) {
        for (String below : List.of("bus/pci/devices", "devices")) {
            Path candidate = directory.resolve(below);
            boolean whole = below.startsWith("bus") || !Files.exists(directory.resolve("bus"));
            if (whole && Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return directory;
    }

    /** Directories of sysfs are links to directories; those of a copied tree lie within each other. */
    private static void collect(Path directory, Map<String, Path> files) throws IOException {
        add(directory.toAbsolutePath().normalize(), files);
        try (Stream<Path> children = Files.list(directory)) {
            children.forEach(child -> add(child, files));
        }
        try (Stream<Path> all = Files.walk(directory, MAX_DEPTH)) {
            all.filter(each -> String.valueOf(each.getFileName()).equals(CONFIG))
                    .map(Path::getParent)
                    .forEach(parent -> add(parent.toAbsolutePath().normalize(), files));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static void add(Path device, Map<String, Path> files) {
        Path config = device.resolve(CONFIG);
        String name = String.valueOf(device.getFileName());
        if (PciAddress.parse(name).isPresent() && Files.isRegularFile(config)) {
            files.putIfAbsent(name, config);
        }
    }

    private static String slot(Path file) {
        String own = String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]{2,}$", "");
        Path parent = file.toAbsolutePath().getParent();
        String above = parent == null ? "" : String.valueOf(parent.getFileName());
        return PciAddress.parse(own).isPresent() ? own : PciAddress.parse(above).isPresent() ? above : "";
    }

    private static InvalidInputException problem(String source, String message, String hint) {
        return new InvalidInputException(new Problem(source, 0, 0, message, hint));
    }
}
