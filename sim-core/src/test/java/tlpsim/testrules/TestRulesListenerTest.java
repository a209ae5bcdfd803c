package tlpsim.testrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;

class TestRulesListenerTest {
    @TempDir
    private Path census;

    @Test
    void theListenerIsRegisteredWithJUnit() {
        assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(TestRulesListener.class);
    }

    @Test
    void aRunWithoutSkippedTestsLeavesNoBrokenRule() throws IOException {
        Files.writeString(census.resolve(TestRulesListener.BROKEN_RULES), "of an earlier run\n");
        TestRulesListener listener = listener(false);
        listener.executionFinished(test(), TestExecutionResult.successful());
        listener.testPlanExecutionFinished(null);
        assertThat(census.resolve(TestRulesListener.BROKEN_RULES)).doesNotExist();
        assertThat(census.resolve(TestRulesListener.OUTSIDE)).hasContent("0");
    }

    @Test
    void aSkippedTestBreaksARule() {
        TestRulesListener listener = listener(false);
        listener.executionSkipped(test(), "switched off");
        listener.testPlanExecutionFinished(null);
        assertThat(census.resolve(TestRulesListener.BROKEN_RULES)).content().contains("skipped", "switched off");
    }

    @Test
    void anAbortedTestBreaksARule() {
        TestRulesListener listener = listener(false);
        listener.executionFinished(test(), TestExecutionResult.aborted(new TestAbortedException("assumption")));
        listener.testPlanExecutionFinished(null);
        assertThat(census.resolve(TestRulesListener.BROKEN_RULES)).content().contains("aborted", "assumption");
    }

    @Test
    void outsideMaterialThatNoTestReadsBreaksARule() {
        TestRulesListener listener = listener(true);
        listener.executionFinished(test(), TestExecutionResult.successful());
        listener.testPlanExecutionFinished(null);
        assertThat(census.resolve(TestRulesListener.BROKEN_RULES)).content().contains("'outside'");
    }

    @Test
    void outsideMaterialThatATestReadsBreaksNone() {
        TestRulesListener listener = listener(true);
        listener.executionFinished(test("outside"), TestExecutionResult.successful());
        listener.testPlanExecutionFinished(null);
        assertThat(census.resolve(TestRulesListener.BROKEN_RULES)).doesNotExist();
        assertThat(census.resolve(TestRulesListener.OUTSIDE)).hasContent("1");
    }

    private TestRulesListener listener(boolean outsideRequired) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new TestRulesListener(census.toString(), nowhere, outsideRequired);
    }

    private static TestIdentifier test(String... tags) {
        UniqueId id = UniqueId.forEngine("hand-made").append("test", "one");
        return TestIdentifier.from(new AbstractTestDescriptor(id, "one") {
            @Override
            public TestDescriptor.Type getType() {
                return TestDescriptor.Type.TEST;
            }

            @Override
            public Set<TestTag> getTags() {
                return java.util.Set.of(
                        java.util.Arrays.stream(tags).map(TestTag::create).toArray(TestTag[]::new));
            }
        });
    }
}
