package tlpsim.scenarios.control;

import java.util.List;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.TphStReport.Returned;

/**
 * What a script did. Immutable.
 *
 * @param kernel   the kernel's name
 * @param machines what the lines {@code machine} read
 * @param notLinux parts of the design that are not as in the mail, with their devices; empty for Linux
 * @param steps    in order
 */
public record Transcript(String script, String kernel, List<Source> machines, List<String> notLinux, List<Step> steps) {
    public Transcript {
        machines = List.copyOf(machines);
        notLinux = List.copyOf(notLinux);
        steps = List.copyOf(steps);
    }

    /**
     * A file with a machine.
     *
     * @param functions how many it has
     * @param open      per function of which its TPH cannot be judged: name and reason
     */
    record Source(String file, int functions, List<String> open) {
        Source {
            open = List.copyOf(open);
        }
    }

    /**
     * One operation.
     *
     * @param line     where it stands
     * @param text     the line
     * @param device   whose registers follow; empty for none
     * @param returned entries of a batch
     */
    record Step(
            int line,
            String text,
            String device,
            OperationReport report,
            Change change,
            List<Returned> returned,
            List<Expected> expected) {}

    /** Registers before and after. @param config what differs beside the TPH registers */
    record Change(Registers before, Registers after, List<Registers.ConfigChange> config) {}

    /**
     * An expectation.
     *
     * @param text what was expected
     * @param miss what was found instead; empty if it is met
     */
    record Expected(int line, String text, String miss) {
        boolean met() {
            return miss.isEmpty();
        }
    }

    /** Expectations that are met. */
    public int met() {
        return count(true);
    }

    /** Expectations that are not. */
    public int failed() {
        return count(false);
    }

    private int count(boolean met) {
        int count = 0;
        for (Step step : steps) {
            for (Expected expected : step.expected()) {
                count += expected.met() == met ? 1 : 0;
            }
        }
        return count;
    }
}
