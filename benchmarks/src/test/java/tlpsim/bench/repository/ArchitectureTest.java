package tlpsim.bench.repository;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Rules on the main classes of all modules. They stand in the one module that sees all others. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("tlpsim");

    /** Model code: simulated state and what computes it. */
    private static final String[] MODEL = {
        "tlpsim.core.time..",
        "tlpsim.core.random..",
        "tlpsim.core.tlp..",
        "tlpsim.core.tph..",
        "tlpsim.core.link..",
        "tlpsim.core.fabric..",
        "tlpsim.gen..",
        "tlpsim.completer.."
    };

    @Test
    void allModulesAreSeen() {
        assertThat(packagesInCode())
                .contains("tlpsim.core.problem", "tlpsim.completer.cache", "tlpsim.scenarios.cli", "tlpsim.bench");
    }

    @Test
    void thePackageGraphHasNoCycle() {
        slices().matching("tlpsim.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheModuleMap() {
        assertThat(ModuleMap.packages()).doesNotHaveDuplicates().containsAll(packagesInCode());
    }

    @Test
    void everyPackageUsesOnlyPackagesAboveItInTheModuleMap() {
        List<String> order = ModuleMap.packages();
        Set<String> upward = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith("tlpsim.") && order.indexOf(target) > order.indexOf(type.getPackageName())) {
                    upward.add(dependency.getDescription());
                }
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void modulesUseOnlyWhatTheyMay() {
        noClasses()
                .that()
                .resideInAPackage("tlpsim.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tlpsim.gen..", "tlpsim.completer..", "tlpsim.scenarios..", "tlpsim.bench..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("tlpsim.gen..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tlpsim.completer..", "tlpsim.scenarios..", "tlpsim.bench..")
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("tlpsim.completer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tlpsim.gen..", "tlpsim.scenarios..", "tlpsim.bench..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("tlpsim.scenarios..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tlpsim.bench..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsADrawer() {
        assertThat(packagesInCode())
                .noneMatch(name -> name.matches(".*\\.(util|utils|common|misc|helper|helpers|impl)(\\..*)?"));
    }

    @Test
    void onlyCommandsUseTheStreamsOfTheProcessAndEndIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("tlpsim.scenarios.cli..", "tlpsim.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void inexactMathematicsIsStrict() {
        // The others (sqrt, floor, abs and the like) are exact by specification.
        Set<String> inexact = Set.of(
                "log", "log10", "log1p", "exp", "expm1", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
                "sinh", "cosh", "tanh", "cbrt", "hypot", "random");
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "the method of Math is inexact",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class) && inexact.contains(call.getName())))
                .check(CLASSES);
    }

    @Test
    void randomNumbersComeFromNamedStreams() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(CLASSES);
    }

    @Test
    void modelCodeDoesNotReadTheWallClock() {
        noClasses()
                .that()
                .resideInAnyPackage(MODEL)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.time..")
                .check(CLASSES);
    }

    @Test
    void doublesAreNotPrintedByTheJdk() {
        // The digits of Double.toString differ between JDK 17 and 25.
        noClasses()
                .should()
                .callMethod(Double.class, "toString", double.class)
                .orShould()
                .callMethod(Double.class, "toString")
                .orShould()
                .callMethod(String.class, "valueOf", double.class)
                .orShould()
                .callMethod(StringBuilder.class, "append", double.class)
                .check(CLASSES);
    }

    @Test
    void outputDoesNotDependOnTheLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .check(CLASSES);
    }

    private static Set<String> packagesInCode() {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        return packages;
    }
}
