package tlpsim.scenarios.cli;

/** One line of progress on stderr, on a terminal only. */
final class ProgressLine {
    private final Console console;
    private final long startNanos = System.nanoTime();
    private int shown;

    ProgressLine(Console console) {
        this.console = console;
    }

    void show(String what, int done, int all, int round) {
        if (!console.terminal()) {
            return;
        }
        long elapsed = (System.nanoTime() - startNanos) / 1_000_000_000;
        String again = round == 0 ? "" : ", warm-up doubled " + round + " time" + (round == 1 ? "" : "s");
        String text = what + " " + done + " of " + all + again + ", " + elapsed + " s";
        console.err().print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        console.err().flush();
        shown = text.length();
    }

    void clear() {
        if (console.terminal() && shown > 0) {
            console.err().print("\r" + " ".repeat(shown) + "\r");
            console.err().flush();
            shown = 0;
        }
    }
}
