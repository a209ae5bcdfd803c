package tlpsim.scenarios.sweep;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.scenarios.result.InterruptSwitch;

/** Runs tasks side by side on threads of this process. */
public final class ThreadRunner implements TaskRunner {
    private final int workers;
    private final int threadsPerRun;
    private final InterruptSwitch interrupts;

    /**
     * @param workers       runs side by side
     * @param threadsPerRun over which the simulations of one run are spread
     */
    public ThreadRunner(int workers, int threadsPerRun, InterruptSwitch interrupts) {
        this.workers = workers;
        this.threadsPerRun = threadsPerRun;
        this.interrupts = interrupts;
    }

    @Override
    public void run(Iterator<RunTask> tasks, Consumer<RunAnswer> sink) {
        ExecutorService pool = Executors.newFixedThreadPool(workers, body -> {
            Thread thread = new Thread(body, "tlpsim-sweep");
            thread.setDaemon(true);
            return thread;
        });
        int open = 0;
        try {
            CompletionService<RunAnswer> done = new ExecutorCompletionService<>(pool);
            while (true) {
                // One more than can run, so that no thread waits for the sink.
                while (open <= workers && !interrupts.isInterrupted() && tasks.hasNext()) {
                    submit(done, tasks.next());
                    open++;
                }
                if (open == 0) {
                    return;
                }
                Optional<RunAnswer> answer = next(done);
                open--;
                answer.ifPresent(sink);
            }
        } finally {
            if (open > 0) {
                interrupts.interrupt();
            }
            pool.shutdownNow();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void submit(CompletionService<RunAnswer> done, RunTask task) {
        // The service hands the future out again when it is complete.
        done.submit(() -> new RunAnswer(task.runId(), PointTask.run(task.content(), threadsPerRun, interrupts)));
    }

    /** Empty for a run that was stopped. */
    private Optional<RunAnswer> next(CompletionService<RunAnswer> done) {
        try {
            return Optional.of(done.take().get());
        } catch (InterruptedException stop) {
            interrupts.interrupt();
            return Optional.empty();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof InterruptedRunException) {
                return Optional.empty();
            }
            throw new IllegalStateException("a task answers every failure of its own", failure.getCause());
        }
    }
}
