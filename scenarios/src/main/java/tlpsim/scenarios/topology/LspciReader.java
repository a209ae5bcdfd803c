package tlpsim.scenarios.topology;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.config.Finding;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Reads the text of {@code lspci -x}, {@code -xxx} or {@code -xxxx}. Lines that are neither a function's address nor
 * its bytes, such as those of {@code -v} or of a mail around the dump, are passed over; {@code >} before a line too.
 */
final class LspciReader {
    private static final int MAX_BYTES = 4096;
    private static final Pattern SLOT = Pattern.compile("[>\\s]*(" + PciAddress.FORM + ")(?:\\s+(.*))?");
    private static final Pattern BYTES = Pattern.compile("[>\\s]*(\\p{XDigit}{2,8}):((?:[ \\t]+\\S{1,2})+)\\s*");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern BYTE = Pattern.compile("\\p{XDigit}{2}");

    private final String source;
    private final String file;
    private final List<ImportedFunction> functions = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Finding> reading = new ArrayList<>();
    private String slot;
    private String description = "";
    private int slotLine;
    private boolean gap;

    private LspciReader(String source, String file) {
        this.source = source;
        this.file = file;
    }

    /**
     * @param source the file name as the user gave it
     * @param file   the file name without directories
     * @throws InvalidInputException where a line of bytes cannot be read, or no function has any
     */
    static List<ImportedFunction> read(String source, String file, String text) {
        LspciReader reader = new LspciReader(source, file);
        int line = 0;
        for (String each : text.split("\\R", -1)) {
            line++;
            reader.line(each, line);
        }
        reader.finish();
        reader.requireBytes();
        return reader.functions;
    }

    private void line(String text, int line) {
        Matcher slotLine = SLOT.matcher(text);
        if (slotLine.matches()) {
            finish();
            this.slot = slotLine.group(1).toLowerCase(Locale.ROOT);
            this.description =
                    slotLine.group(6) == null ? "" : slotLine.group(6).strip();
            this.slotLine = line;
            return;
        }
        Matcher byteLine = BYTES.matcher(text);
        if (byteLine.matches() && mostlyBytes(byteLine.group(2))) {
            byteLine(byteLine, line);
        }
    }

    /** A line of prose that looks like an offset and short words is no line of bytes. */
    private static boolean mostlyBytes(String words) {
        int all = 0;
        int hexadecimal = 0;
        Matcher word = WORD.matcher(words);
        while (word.find()) {
            all++;
            hexadecimal += BYTE.matcher(word.group()).matches() ? 1 : 0;
        }
        return 2 * hexadecimal > all;
    }

    private void byteLine(Matcher matcher, int line) {
        int offset = Integer.parseUnsignedInt(matcher.group(1), 16);
        if (slot == null) {
            throw problem(line, matcher.start(1) + 1, "bytes before the address of a function, such as 01:00.0");
        }
        if (offset < 0 || offset >= MAX_BYTES) {
            throw problem(
                    line,
                    matcher.start(1) + 1,
                    "offset " + matcher.group(1) + " is outside configuration space; allowed: 00 to fff");
        }
        if (gap || offset != bytes.size()) {
            gap(offset, line);
            return;
        }
        Matcher word = WORD.matcher(matcher.group(2));
        while (word.find()) {
            if (!BYTE.matcher(word.group()).matches()) {
                throw problem(
                        line,
                        matcher.start(2) + word.start() + 1,
                        "'" + word.group() + "' is not a byte; allowed: two hexadecimal digits");
            }
            bytes.write(Integer.parseInt(word.group(), 16));
        }
    }

    private void gap(int offset, int line) {
        if (!gap) {
            gap = true;
            reading.add(new Finding(
                    -1,
                    String.format(
                            Locale.ROOT,
                            "line %d of the dump is for offset %02xh where %02xh is due; the rest is left out",
                            line,
                            offset,
                            bytes.size())));
        }
    }

    private void finish() {
        if (slot != null) {
            if (bytes.size() > MAX_BYTES) {
                reading.add(new Finding(-1, "the dump has more than 4096 bytes; the rest is left out"));
            }
            functions.add(ImportedFunction.of(
                    new ImportedFunction.Origin(file, slotLine), slot, description, bytes.toByteArray(), reading));
        }
        bytes.reset();
        reading.clear();
        gap = false;
        slot = null;
    }

    private void requireBytes() {
        if (functions.isEmpty()) {
            throw problem(1, 1, "no PCI function found; allowed: the text of lspci -xxxx, sysfs config files");
        }
        if (functions.stream().allMatch(function -> function.decoded().image().sizeBytes() == 0)) {
            throw new InvalidInputException(new Problem(
                    source,
                    functions.get(0).origin().line(),
                    1,
                    "no function has bytes of its configuration space",
                    "lspci prints them with -xxxx, as root"));
        }
    }

    private InvalidInputException problem(int line, int column, String message) {
        return new InvalidInputException(new Problem(source, line, column, message, ""));
    }
}
