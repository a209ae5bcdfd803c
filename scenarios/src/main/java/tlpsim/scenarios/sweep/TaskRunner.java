package tlpsim.scenarios.sweep;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Who runs tasks: the threads of this process, or something that has more machines. A task is done when its answer has been given to the sink. Tasks may be run in any
 * order and more than once, answers may come in any order and more than once.
 */
public interface TaskRunner {
    /**
     * Runs tasks until there are no more, or until interrupted; then answers of runs that are complete have all been given to the sink.
     *
     * @param tasks called on the calling thread only, and not long before a task can start
     * @param sink  called on the calling thread only; if it throws, the runner stops and throws the same
     */
    void run(Iterator<RunTask> tasks, Consumer<RunAnswer> sink);
}
