package tlpsim.testrules;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Holds the tests of every module to two rules that Surefire does not know: no test is skipped or aborted, and where
 * outside material is there, some test reads it.
 *
 * <p>A listener cannot fail a run. It leaves {@code broken-rules.txt} in the census directory, and the build fails where it
 * finds that file; {@code outside.txt} beside it holds the number of tests that read outside material.
 */
public final class TestRulesListener implements TestExecutionListener {
    static final String BROKEN_RULES = "broken-rules.txt";
    static final String OUTSIDE = "outside.txt";
    private static final TestTag OUTSIDE_TAG = TestTag.create("outside");

    private final Path census;
    private final PrintStream messages;
    private final boolean outsideRequired;
    private final List<String> broken = new ArrayList<>();
    private int outsideTests;

    /** Takes its settings from the system properties that the build sets; without them it does nothing. */
    public TestRulesListener() {
        this(
                System.getProperty("tlpsim.test.census", ""),
                System.err,
                Boolean.getBoolean("tlpsim.outside.required")
                        && "!ci".equals(System.getProperty("tlpsim.tags.ci"))
                        && !System.getProperty("tlpsim.vectors", "").isEmpty()
                        && System.getProperty("test", "").isEmpty());
    }

    TestRulesListener(String census, PrintStream messages, boolean outsideRequired) {
        this.messages = messages;
        this.census = census.isEmpty() ? null : Path.of(census);
        this.outsideRequired = outsideRequired;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        broken.add("skipped: " + test.getUniqueId() + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
            broken.add("aborted: " + test.getUniqueId() + ": " + reason);
        } else if (test.isTest() && test.getTags().contains(OUTSIDE_TAG)) {
            outsideTests++;
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (census == null) {
            return;
        }
        if (outsideRequired && outsideTests == 0) {
            broken.add("no test with the tag 'outside' ran, though the outside material is there");
        }
        try {
            Files.createDirectories(census);
            Files.writeString(census.resolve(OUTSIDE), outsideTests + "\n");
            Files.deleteIfExists(census.resolve(BROKEN_RULES));
            if (!broken.isEmpty()) {
                Files.write(census.resolve(BROKEN_RULES), broken);
                broken.forEach(rule -> messages.println("broken rule of the tests: " + rule));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the census of the tests into " + census, failure);
        }
    }
}
