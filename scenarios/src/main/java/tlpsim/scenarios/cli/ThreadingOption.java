package tlpsim.scenarios.cli;

import java.util.List;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** The option {@code --threading}. */
final class ThreadingOption {
    private static final List<String> NAMES = List.of(Threading.INLINE.label(), Threading.PIPELINED.label());

    private ThreadingOption() {}

    static Threading parse(String text) {
        for (Threading threading : Threading.values()) {
            if (threading.label().equals(text) && NAMES.contains(text)) {
                return threading;
            }
        }
        throw new InvalidInputException(new Problem(
                "--threading",
                0,
                0,
                "'" + text + "' is no threading; allowed: inline, pipelined",
                NearestName.hint(text, NAMES)));
    }
}
