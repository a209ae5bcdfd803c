package tlpsim.testrules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import tlpsim.core.rule.Proves;

/**
 * Notes what became of each test that proves a rule, in {@code proofs.tsv} of the census directory: rule, test, result. A test that was to run and did not
 * is noted as such, and a parameterised one has passed if it ran at least once and all of its runs passed. Tests of several classes may end at the same time.
 */
public final class ProofsListener implements TestExecutionListener {
    /** The file, one line per rule and test, sorted. */
    public static final String PROOFS = "proofs.tsv";

    public static final String PASSED = "passed";
    static final String FAILED = "failed";
    static final String DID_NOT_RUN = "did not run";

    private final Path census;
    private final Map<String, Proof> proofs = new TreeMap<>();

    private static final class Proof {
        private final String[] rules;
        private boolean ran;
        private boolean failed;

        Proof(String[] rules) {
            this.rules = rules.clone();
        }

        String result() {
            if (failed) {
                return FAILED;
            }
            return ran ? PASSED : DID_NOT_RUN;
        }
    }

    /** Takes its directory from the system property that the build sets; without it it does nothing. */
    public ProofsListener() {
        this(System.getProperty("tlpsim.test.census", ""));
    }

    ProofsListener(String census) {
        this.census = census.isEmpty() ? null : Path.of(census);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (census != null) {
            plan.getRoots().forEach(root -> plan.getDescendants(root).forEach(this::proof));
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (census != null) {
            proof(test).ifPresent(proof -> {
                proof.ran |= test.isTest();
                proof.failed |= result.getStatus() != Status.SUCCESSFUL;
            });
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (census == null) {
            return;
        }
        TreeSet<String> lines = new TreeSet<>();
        proofs.forEach((test, proof) -> {
            for (String rule : proof.rules) {
                lines.add(rule + "\t" + test + "\t" + proof.result());
            }
        });
        try {
            Files.createDirectories(census);
            Files.write(census.resolve(PROOFS), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the proofs of the tests into " + census, failure);
        }
    }

    private Optional<Proof> proof(TestIdentifier test) {
        if (!(test.getSource().orElse(null) instanceof MethodSource source)) {
            return Optional.empty();
        }
        Method method = source.getJavaMethod();
        Proves proves = method.getAnnotation(Proves.class);
        if (proves == null) {
            return Optional.empty();
        }
        String name = source.getJavaClass().getName() + "." + method.getName();
        return Optional.of(proofs.computeIfAbsent(name, unused -> new Proof(proves.value())));
    }
}
