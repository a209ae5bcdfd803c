package tlpsim.scenarios.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tlpsim.core.link.AccessConfig;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkBandwidth;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** {@code link}: effective bandwidth of a link for access sizes and settings. */
@Command(
        name = "link",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints the effective bandwidth of a link for access sizes and settings.")
public final class LinkCommand implements Callable<Integer> {
    private final Console console;
    private final List<Problem> problems = new ArrayList<>();

    @Option(names = "--gen", paramLabel = "GEN", defaultValue = "gen5", description = "gen1 to gen6 (${DEFAULT-VALUE})")
    private String generation;

    @Option(names = "--lanes", paramLabel = "LANES", defaultValue = "x16", description = "x1 to x16 (${DEFAULT-VALUE})")
    private String lanes;

    @Option(
            names = "--flit",
            arity = "0..1",
            fallbackValue = "1",
            paramLabel = "0|1",
            description = "Flit Mode (default: 1 at gen6, where it is mandatory, else 0)")
    private String flit;

    @Option(names = "--mps", paramLabel = "BYTES", defaultValue = "256", description = "Max_Payload_Size (256)")
    private String mps;

    @Option(names = "--mrrs", paramLabel = "BYTES", defaultValue = "512", description = "Max_Read_Request_Size (512)")
    private String mrrs;

    @Option(names = "--rcb", paramLabel = "BYTES", defaultValue = "64", description = "Read Completion Boundary (64)")
    private String rcb;

    @Option(
            names = "--rcb-chunks",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "1",
            paramLabel = "0|1",
            description = "completions are cut at every RCB instead of at MPS (0)")
    private String rcbChunks;

    @Option(
            names = "--addr-bits",
            paramLabel = "32|64",
            defaultValue = "64",
            description = "address width of requests: 3DW or 4DW headers (64)")
    private String addressBits;

    @Option(
            names = "--ecrc",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "1",
            paramLabel = "0|1",
            description = "each TLP carries an ECRC (0)")
    private String ecrc;

    @Option(
            names = "--tph-prefix",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "1",
            paramLabel = "0|1",
            description = "requests carry the TPH prefix (OHC-B in Flit Mode) (0)")
    private String tphPrefix;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "BYTES",
            defaultValue = "64,128,256,512,1024,1500,4096",
            description = "sizes of one access, separated by commas (${DEFAULT-VALUE})")
    private List<String> sizes;

    @Option(names = "--json", description = "an array of objects instead of a table")
    private boolean json;

    public LinkCommand(Console console) {
        this.console = console;
    }

    /** @throws InvalidInputException with every mistake of the command line */
    @Override
    public Integer call() throws IOException {
        problems.clear();
        LinkConfig link = readLink();
        AccessConfig access = readAccess();
        List<LinkBandwidth> rows = new ArrayList<>();
        for (String size : sizes) {
            LinkBandwidth row = read("--sizes", size, text -> LinkBandwidth.of(link, access, wholeNumber(text)), null);
            rows.add(row);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        LinkCommandPrinter printer = new LinkCommandPrinter(console.out());
        if (json) {
            printer.printJson(rows);
        } else {
            printer.printTable(rows);
        }
        return ExitCode.OK;
    }

    private LinkConfig readLink() {
        Generation speed = read("--gen", generation, Generation::parse, Generation.GEN5);
        int width = read("--lanes", lanes, LinkConfig::parseLanes, 1);
        LinkConfig link = LinkConfig.of(speed, width);
        if (flit != null) {
            link = change(
                    "--flit", flit, link, text -> LinkConfig.of(speed, width).withFlit(flag(text)));
        }
        LinkConfig before = link;
        link = change("--mps", mps, link, text -> before.withMpsBytes(wholeInt(text)));
        LinkConfig withMps = link;
        link = change("--mrrs", mrrs, link, text -> withMps.withMrrsBytes(wholeInt(text)));
        LinkConfig withMrrs = link;
        link = change("--rcb", rcb, link, text -> withMrrs.withRcbBytes(wholeInt(text)));
        return link.withEcrc(read("--ecrc", ecrc, LinkCommand::flag, false));
    }

    private AccessConfig readAccess() {
        boolean completionAtRcb = read("--rcb-chunks", rcbChunks, LinkCommand::flag, false);
        boolean prefix = read("--tph-prefix", tphPrefix, LinkCommand::flag, false);
        AccessConfig fallback = new AccessConfig(64, completionAtRcb, prefix);
        return read(
                "--addr-bits",
                addressBits,
                text -> new AccessConfig(wholeInt(text), completionAtRcb, prefix),
                fallback);
    }

    private LinkConfig change(String option, String text, LinkConfig fallback, Function<String, LinkConfig> parser) {
        return read(option, text, parser, fallback);
    }

    private <T> T read(String option, String text, Function<String, T> parser, T fallback) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException broken) {
            String message = broken.getMessage();
            int hint = message.indexOf("; ");
            problems.add(new Problem(
                    option,
                    0,
                    0,
                    hint < 0 ? message : message.substring(0, hint),
                    hint < 0 ? "" : message.substring(hint + 2)));
            return fallback;
        }
    }

    private static boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "0", "false" -> false;
            case "1", "true" -> true;
            default -> throw new IllegalArgumentException("must be 0 or 1, but is '" + text + "'");
        };
    }

    private static int wholeInt(String text) {
        long number = wholeNumber(text);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    private static long wholeNumber(String text) {
        String digits = text.strip();
        if (!digits.matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException("must be a whole number without a unit, but is '" + text + "'");
        }
        return Long.parseLong(digits);
    }
}
