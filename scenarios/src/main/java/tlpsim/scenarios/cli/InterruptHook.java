package tlpsim.scenarios.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tlpsim.scenarios.result.InterruptSwitch;

/** While it is open, Ctrl-C throws a switch, and the process waits a while for the command to finish. */
final class InterruptHook implements AutoCloseable {
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final InterruptSwitch interrupts = new InterruptSwitch();
    private final Thread hook;

    InterruptHook() {
        hook = new Thread(this::stop, "tlpsim-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    InterruptSwitch interrupts() {
        return interrupts;
    }

    private void stop() {
        interrupts.interrupt();
        try {
            // The main thread writes what is complete; the process waits for it, but not for ever.
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already: that is why the command ends.
            return;
        }
    }
}
