package tlpsim.scenarios.sweep;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Runs only one of n shares of the tasks. The share of a task follows from its run id alone: shards need not know of each other, each run is in one of them, and a
 * pattern in the design does not make one of them slower.
 */
public final class ShardRunner implements TaskRunner {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final int ID_DIGITS = 8;
    private static final int HEXADECIMAL = 16;

    private final Shard shard;
    private final TaskRunner runner;

    /** @param number 1 to {@code of} */
    public record Shard(int number, int of) {
        /** The whole. */
        public static final Shard ALL = new Shard(1, 1);

        /** Reads {@code 2/4}. */
        public static Shard parse(String text) {
            Matcher matcher = FORM.matcher(text.strip());
            if (matcher.matches()) {
                int number = Integer.parseInt(matcher.group(1));
                int of = Integer.parseInt(matcher.group(2));
                if (number >= 1 && number <= of) {
                    return new Shard(number, of);
                }
            }
            throw new InvalidInputException(new Problem(
                    "--shard",
                    0,
                    0,
                    "'" + text + "' is no shard; allowed: I/N with I from 1 to N, for example 2/4",
                    ""));
        }

        public boolean holds(String runId) {
            return Long.parseLong(runId.substring(0, ID_DIGITS), HEXADECIMAL) % of == number - 1;
        }
    }

    public ShardRunner(Shard shard, TaskRunner runner) {
        this.shard = shard;
        this.runner = runner;
    }

    @Override
    public void run(Iterator<RunTask> tasks, Consumer<RunAnswer> sink) {
        runner.run(new Share(tasks), sink);
    }

    /** The tasks of this shard. */
    private final class Share implements Iterator<RunTask> {
        private final Iterator<RunTask> all;
        private RunTask ahead;

        private Share(Iterator<RunTask> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && all.hasNext()) {
                RunTask task = all.next();
                ahead = shard.holds(task.runId()) ? task : null;
            }
            return ahead != null;
        }

        @Override
        public RunTask next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RunTask task = ahead;
            ahead = null;
            return task;
        }
    }
}
