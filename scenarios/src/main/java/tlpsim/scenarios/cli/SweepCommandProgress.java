package tlpsim.scenarios.cli;

import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.store.StoredRun;

/** How far a sweep is: one line that is overwritten on a terminal, now and then a plain line elsewhere. */
final class SweepCommandProgress {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long PLAIN_SECONDS = 10;

    private final Console console;
    private final int open;
    private final long startNanos = System.nanoTime();
    private long lastLineNanos = startNanos;
    private int finished;
    private int failed;
    private int shown;

    /** @param open runs that are to be done */
    SweepCommandProgress(Console console, int open) {
        this.console = console;
        this.open = open;
    }

    void finished(StoredRun run) {
        finished++;
        if (!run.isDone()) {
            failed++;
        }
        if (console.terminal()) {
            String text = text();
            console.err().print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
            console.err().flush();
            shown = text.length();
        } else if (System.nanoTime() - lastLineNanos >= PLAIN_SECONDS * NANOS_PER_SECOND) {
            lastLineNanos = System.nanoTime();
            console.err().println(text());
        }
    }

    private String text() {
        double seconds = Math.max(1e-3, (System.nanoTime() - startNanos) / (double) NANOS_PER_SECOND);
        double perSecond = finished / seconds;
        long left = (long) StrictMath.ceil((open - finished) / perSecond);
        return "run " + finished + " of " + open + (failed == 0 ? "" : ", " + failed + " failed") + ", "
                + rate(perSecond) + ", " + time(left) + " left";
    }

    private static String rate(double perSecond) {
        return perSecond >= 1
                ? Figures.fixed(perSecond, 1) + " per second"
                : Figures.fixed(60 * perSecond, 1) + " per minute";
    }

    /** {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}. */
    static String time(long seconds) {
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    void clear() {
        if (shown > 0) {
            console.err().print("\r" + " ".repeat(shown) + "\r");
            console.err().flush();
            shown = 0;
        }
    }
}
