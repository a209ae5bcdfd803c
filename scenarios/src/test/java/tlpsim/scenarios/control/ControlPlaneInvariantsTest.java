package tlpsim.scenarios.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drawn operations of kernel, user, hardware and firmware on drawn machines. After each, {@link ControlInvariants} and {@link EmittedForms} must hold. A failure is
 * made smaller, and then printed as a script: {@code -Dseed=N} runs the machine of one seed alone.
 */
class ControlPlaneInvariantsTest {
    private static final int OPERATIONS = 60;
    private static final int MACHINES = 400;
    private static final int MANY = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 2_000_001})
    void noSequenceOfOperationsBreaksAnInvariant(long firstSeed) {
        Long only = Long.getLong("seed");
        for (long seed = only == null ? firstSeed : only;
                seed < (only == null ? firstSeed + MACHINES : only + 1);
                seed++) {
            check(seed, OPERATIONS);
        }
    }

    @Test
    @Tag("ci")
    void norDoAnyOfManyMore() {
        for (long seed = 10_000_000; seed < 10_000_000 + MANY; seed++) {
            check(seed, 2 * OPERATIONS);
        }
    }

    /** The draws reach what they are there for. */
    @Test
    void theDrawsReachEveryState() {
        int[] enables = new int[4];
        int damaged = 0;
        int virtualFunctions = 0;
        for (long seed = 1; seed < 300; seed++) {
            FuzzedMachine machine = new FuzzedMachine(seed);
            for (FuzzedOperation operation : operations(seed, OPERATIONS)) {
                operation.run(machine);
                machine.target().live.tph().ifPresent(tph -> enables[tph.control() >>> 8 & 3]++);
                virtualFunctions += machine.active > 0 ? 1 : 0;
            }
            damaged += machine.damaged ? 1 : 0;
        }
        assertThat(enables[0]).isPositive();
        assertThat(enables[1]).isGreaterThan(300);
        assertThat(enables[2]).isPositive();
        assertThat(enables[3]).isGreaterThan(300);
        assertThat(damaged).isGreaterThan(30);
        assertThat(virtualFunctions).isGreaterThan(30);
    }

    private static List<FuzzedOperation> operations(long seed, int count) {
        SplittableRandom random = new SplittableRandom(~seed);
        List<FuzzedOperation> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(FuzzedOperation.draw(random));
        }
        return operations;
    }

    private static void check(long seed, int count) {
        List<FuzzedOperation> operations = operations(seed, count);
        Throwable failure = run(seed, operations);
        if (failure == null) {
            return;
        }
        for (int at = operations.size() - 1; at >= 0; at--) {
            List<FuzzedOperation> fewer = new ArrayList<>(operations);
            fewer.remove(at);
            Throwable still = run(seed, fewer);
            if (still != null) {
                operations = fewer;
                failure = still;
            }
        }
        throw new AssertionError("-Dseed=" + seed + ": " + failure, failure);
    }

    /** Null where all holds. */
    private static Throwable run(long seed, List<FuzzedOperation> operations) {
        FuzzedMachine machine = new FuzzedMachine(seed);
        StringBuilder script = new StringBuilder("# ").append(machine).append('\n');
        ControlInvariants invariants = new ControlInvariants(machine);
        try {
            for (FuzzedOperation operation : operations) {
                invariants.before(operation, script.toString());
                FuzzedOperation.Result result = operation.run(machine);
                invariants.after(operation, result);
                script.append(operation).append('\n');
            }
            return null;
        } catch (AssertionError broken) {
            return broken;
        } catch (RuntimeException escaped) {
            return new AssertionError("an exception escapes, after\n" + script, escaped);
        }
    }
}
