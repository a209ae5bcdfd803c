package tlpsim.scenarios.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** {@code tlp decode} and {@code tlp encode}: hexadecimal bytes to fields and back. */
@Command(
        name = "tlp",
        description = "Decodes and encodes TLPs: bytes in wire order to fields, and back.",
        footer = {
            "",
            "Examples:",
            "  tlpsim tlp decode 40010002040042fffee0000212345678aabbccdd",
            "  tlpsim tlp decode --flit 60020008040000f0000020e0060008000000f090",
            "  tlpsim tlp encode '{\"kind\":\"MWr\",\"address\":\"0x1fee00000\",\"ph\":2,\"st\":42}'",
            "  tlpsim tlp decode - < tlps.txt | tlpsim tlp encode -"
        })
public final class TlpCommand implements Callable<Integer> {
    private static final List<String> HEX_KEYS = List.of("hex", "frame_hex", "header_hex", "dwords");
    private static final String STDIN = "-";
    private static final int DW_DIGITS = 8;
    /** As kernels and lspci print the Header Log registers: four DWs apart by blanks. */
    private static final Pattern HEADER_LOG = Pattern.compile("((0[xX])?\\p{XDigit}{8}\\s+){3}(0[xX])?\\p{XDigit}{8}");

    private final Console console;
    private final ObjectMapper json = new ObjectMapper();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private boolean failed;

    public TlpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.err().println("error: tlp: a command is missing; allowed: decode, encode");
        spec.commandLine().usage(console.err());
        return ExitCode.INVALID;
    }

    @Command(
            description = {
                "Prints one JSON object per TLP.",
                "It holds every field, st (the merged steering tag), prefixes, payload, and",
                "fault: null, or the name of the broken rule, with fault_clause and fault_text."
            },
            footer = {
                "",
                "Digits may be of either case, in groups of whole bytes apart by blanks or by",
                "one of : _ , | -, each with or without 0x. Arguments of eight digits each are",
                "the DWs of one TLP. A line that is a JSON object is read by its hex, frame_hex,",
                "header_hex or dwords, its mode and its id. Empty lines and lines that begin",
                "with # are left out. Exit code 2 if some text is not hexadecimal; a malformed",
                "TLP is an answer, not an error."
            })
    int decode(
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "this text")
                    boolean help,
            @Parameters(arity = "1..*", paramLabel = "HEX|-", description = "a TLP, or - for one per line of stdin")
                    List<String> inputs,
            @Option(names = "--flit", description = "the bytes are of Flit Mode (default: Non-Flit Mode)") boolean flit,
            @Option(
                            names = "--framed",
                            description = "STP, sequence number, LCRC and END are around each TLP (default: if so)")
                    boolean framed,
            @Option(
                            names = "--header-log",
                            description =
                                    "header logs or cut captures: an incomplete payload or a stale DW3 is no fault "
                                            + "(default: for four DWs apart by blanks)")
                    boolean headerLog)
            throws IOException {
        failed = false;
        DecodeOptions options = new DecodeOptions(flit, framed, headerLog);
        TlpCommandDecoder decoder = new TlpCommandDecoder();
        forEach(joinDws(inputs), (text, source, line) -> {
            ObjectNode out;
            try {
                out = decodeLine(decoder, text, source, line, options);
            } catch (InvalidInputException undecodable) {
                report(undecodable);
                out = JsonNodeFactory.instance.objectNode();
                Problem problem = undecodable.problems().get(0);
                TlpCommandDecoder.putFault(out, "NOT_A_TLP", "", problem.message())
                        .put("text", text);
            }
            console.out().println(json.writeValueAsString(out));
        });
        return failed ? ExitCode.INVALID : ExitCode.OK;
    }

    @Command(
            description = {
                "Prints one hexadecimal TLP per JSON object.",
                "Keys are those that decode prints; most have defaults: length_dw from the",
                "payload, all bytes enabled, 3DW below 4 GiB, a TPH prefix for st above 255."
            },
            footer = {
                "",
                "kind (MWr, MRd3, CplD, ...) or fmt and type is needed. Numbers are decimal, or",
                "strings such as \"0x1f\". With \"mode\":\"flit\" hints go to OHC-B, byte enables",
                "that are not implied to OHC-A. Without payload only the header is printed.",
                "Exit code 2 if some object cannot be encoded; the others are."
            })
    int encode(
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "this text")
                    boolean help,
            @Parameters(
                            arity = "1..*",
                            paramLabel = "JSON|-",
                            description = "an object, or - for one per line of stdin")
                    List<String> inputs)
            throws IOException {
        failed = false;
        TlpCommandEncoder encoder = new TlpCommandEncoder();
        forEach(inputs, (text, source, line) -> {
            try {
                byte[] bytes = encoder.encode(new TlpCommandFields(object(text, source, line), source, line));
                console.out().println(HexFormat.of().formatHex(bytes));
            } catch (InvalidInputException problems) {
                report(problems);
            }
        });
        return failed ? ExitCode.INVALID : ExitCode.OK;
    }

    private ObjectNode decodeLine(
            TlpCommandDecoder decoder, String text, String source, int line, DecodeOptions options) {
        String hex = text;
        boolean flitMode = options.flit();
        boolean cutInput = options.headerLog();
        ObjectNode object = text.startsWith("{") ? object(text, source, line) : null;
        if (object != null) {
            TlpCommandFields fields = new TlpCommandFields(object, source, line);
            hex = fields.text(hexKey(fields), "");
            flitMode |= fields.text("mode", "").equals("flit");
            cutInput |= fields.has("dwords");
        }
        byte[] bytes = TlpCommandText.parseHex(hex, source, line);
        boolean frame = options.framed() || !flitMode && TlpCommandDecoder.looksFramed(bytes);
        cutInput |= HEADER_LOG.matcher(hex).matches();
        ObjectNode decoded = decoder.decode(bytes, flitMode, frame, cutInput);
        if (object == null || !object.has("id")) {
            return decoded;
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set("id", object.get("id"));
        return out.setAll(decoded);
    }

    private static String hexKey(TlpCommandFields fields) {
        for (String key : HEX_KEYS) {
            if (fields.has(key)) {
                return key;
            }
        }
        throw fields.bad("no bytes in this object; allowed keys: " + String.join(", ", HEX_KEYS), "");
    }

    private ObjectNode object(String text, String source, int line) {
        try {
            JsonNode node = json.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw TlpCommandText.bad(source, line, 1, "a JSON object expected, given " + text, "");
        } catch (JsonProcessingException notJson) {
            int column =
                    notJson.getLocation() == null ? 0 : notJson.getLocation().getColumnNr();
            throw TlpCommandText.bad(source, line, column, "not JSON: " + notJson.getOriginalMessage(), "");
        }
    }

    private void report(InvalidInputException problems) {
        failed = true;
        for (Problem problem : problems.problems()) {
            console.err().println("error: " + problem);
        }
    }

    /** Several arguments of eight digits are the DWs of one TLP, as kernel logs print them. */
    private static List<String> joinDws(List<String> inputs) {
        boolean dws = inputs.size() > 1;
        for (String input : inputs) {
            dws &= input.length() == DW_DIGITS;
        }
        return dws ? List.of(String.join(" ", inputs)) : inputs;
    }

    private void forEach(List<String> inputs, LineReader reader) throws IOException {
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).equals(STDIN)) {
                reader.read(inputs.get(i).strip(), "<argument " + (i + 1) + ">", 0);
                continue;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
            int line = 0;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                String stripped = text.strip();
                if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                    reader.read(stripped, "<stdin>", line);
                }
            }
        }
        console.out().flush();
    }

    private record DecodeOptions(boolean flit, boolean framed, boolean headerLog) {}

    @FunctionalInterface
    private interface LineReader {
        void read(String text, String source, int line) throws IOException;
    }
}
