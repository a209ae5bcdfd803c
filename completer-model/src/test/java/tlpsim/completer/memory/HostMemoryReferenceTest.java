package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The model against the naive reference, operation by operation. */
class HostMemoryReferenceTest {
    private static final HostTopologyConfig ONE_DOMAIN = HostTopologyConfig.oneDomain(3);
    private static final HostTopologyConfig TWO_DOMAINS = new HostTopologyConfig(4, 2, 1);
    private static final HostTopologyConfig THREE_DOMAINS = new HostTopologyConfig(5, 2, 3);

    /** Core 1 is in no class. */
    private static final CoreWayTable CLASSES = CoreWayTable.of(new int[] {0b000011, 0, 0b111000, 0b000001});

    static HostMemoryConfig config(HostTopologyConfig topology, LlcConfig llc, DeviceWriteConfig writes) {
        int[] homes = new int[HostPair.LINES / 16];
        for (int region = 0; region < homes.length; region++) {
            homes[region] = region % topology.domains();
        }
        return new HostMemoryConfig(HostPair.LINES, topology, HomeDomainTable.regions(4, homes), llc, writes);
    }

    static Stream<Arguments> usesOfTheLlc() {
        return Stream.of(
                        LlcConfig.victim(0b110000, 0b111111),
                        LlcConfig.victim(0b110000, 0b001111),
                        LlcConfig.victim(0b111111, 0b111111),
                        LlcConfig.victim(0b011100, 0b000111),
                        LlcConfig.victim(0, 0b111111),
                        LlcConfig.victim(0b000011, 0),
                        LlcConfig.victim(0, 0),
                        new LlcConfig(LlcRole.VICTIM, 0b110000, 0b111111, false),
                        LlcConfig.victim(0b110000, 0b111111).withInclusiveWays(0b000011),
                        LlcConfig.victim(0b110000, 0b111100).withInclusiveWays(0b000011),
                        LlcConfig.victim(0b110000, 0b010001).withInclusiveWays(0b000001),
                        LlcConfig.victim(0b000011, 0).withInclusiveWays(0b000010),
                        LlcConfig.victim(0, 0b111111).withInclusiveWays(0b000011),
                        new LlcConfig(LlcRole.VICTIM, 0b110000, 0b111111, false).withInclusiveWays(0b001001),
                        LlcConfig.victim(0b110000, 0b111111).withClasses(CLASSES),
                        LlcConfig.victim(0b110000, 0)
                                .withInclusiveWays(0b000011)
                                .withClasses(CLASSES),
                        LlcConfig.inclusive(0b110000, 0b111111).withClasses(CLASSES),
                        LlcConfig.inclusive(0b110000, 0b111111),
                        LlcConfig.inclusive(0b110000, 0b001111),
                        LlcConfig.inclusive(0b111111, 0b111111))
                .map(Arguments::of);
    }

    static Stream<Arguments> changedCells() {
        List<Arguments> cells = new ArrayList<>();
        for (int kind = 0; kind < PlacementLayout.KINDS; kind++) {
            for (int found = 0; found < WriteOutcomeLayout.FOUND_COUNT; found++) {
                for (WriteAction action : WriteAction.values()) {
                    if (isAllowed(kind, found, action)) {
                        cells.add(Arguments.of(kind, found, action));
                    }
                }
            }
        }
        return cells.stream();
    }

    private static boolean isAllowed(int kind, int found, WriteAction action) {
        if (action == WriteAction.IN_PLACE) {
            return found != WriteOutcomeLayout.FOUND_NOWHERE;
        }
        return kind >= PlacementLayout.KIND_L2 || action != WriteAction.TO_TARGET && action != WriteAction.STASH;
    }

    private static void drive(HostMemoryConfig config, long seed, int operations) {
        drive(new HostPair(config), seed, operations);
        if (config.llc().role() == LlcRole.VICTIM) {
            drive(new HostPair(config, true), seed, operations / 2);
        }
    }

    private static void drive(HostPair pair, long seed, int operations) {
        pair.randomOperations(seed, operations);
        pair.compareState();
        long writes = 0;
        for (int counter = HostCounterLayout.WRITE_FULL; counter < HostCounterLayout.DEVICE_READ; counter++) {
            writes += pair.model.counter(counter);
        }
        pair.assertConservation(writes);
    }

    @ParameterizedTest
    @MethodSource("usesOfTheLlc")
    void everyPresetAgreesWithTheReference(LlcConfig llc) {
        for (DeviceWritePolicy policy : List.of(DeviceWritePolicy.ddio(), DeviceWritePolicy.noDca())) {
            for (PartialMissPolicy partialMiss : PartialMissPolicy.values()) {
                for (int accept : new int[] {0, 400_000, 1_000_000}) {
                    DeviceWriteConfig writes = new DeviceWriteConfig(policy, partialMiss, accept, 17);
                    drive(config(ONE_DOMAIN, llc, writes), 1, 2_000);
                    drive(config(TWO_DOMAINS, llc, writes), 2, 2_000);
                    drive(config(THREE_DOMAINS, llc, writes), 3, 2_000);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("changedCells")
    void everyCellOfTheDecisionTableAgreesWithTheReference(int kind, int found, WriteAction action) {
        DeviceWritePolicy policy = DeviceWritePolicy.ddio().with(kind, found, action);
        DeviceWriteConfig writes = new DeviceWriteConfig(policy, PartialMissPolicy.FETCH, 500_000, 5);
        assertThat(policy.action(kind, found)).isEqualTo(action);
        drive(config(TWO_DOMAINS, LlcConfig.victim(0b110000, 0b111111), writes), 4, 2_000);
        drive(config(TWO_DOMAINS, LlcConfig.inclusive(0b110000, 0b111111), writes), 5, 2_000);
        LlcConfig inclusiveWays = LlcConfig.victim(0b110000, 0b111111).withInclusiveWays(0b000011);
        drive(config(TWO_DOMAINS, inclusiveWays, writes), 8, 2_000);
    }

    @Test
    void randomDecisionTablesAgreeWithTheReference() {
        LlcConfig[] uses = usesOfTheLlc().map(use -> (LlcConfig) use.get()[0]).toArray(LlcConfig[]::new);
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DeviceWritePolicy policy = DeviceWritePolicy.noDca();
            for (int kind = 0; kind < PlacementLayout.KINDS; kind++) {
                for (int found = 0; found < WriteOutcomeLayout.FOUND_COUNT; found++) {
                    WriteAction action = WriteAction.values()[random.nextInt(WriteAction.values().length)];
                    policy = isAllowed(kind, found, action) ? policy.with(kind, found, action) : policy;
                }
            }
            PartialMissPolicy partialMiss = PartialMissPolicy.values()[random.nextInt(2)];
            DeviceWriteConfig writes = new DeviceWriteConfig(policy, partialMiss, random.nextInt(1_000_001), seed);
            drive(config(THREE_DOMAINS, uses[seed % uses.length], writes), seed, 2_000);
        }
    }

    @Test
    void stashesOfABoundedRateAgreeWithTheReference() {
        for (long fillPs : new long[] {1, 500, 5_000, 1_000_000}) {
            DeviceWriteConfig writes =
                    new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, 900_000, 3, fillPs);
            drive(config(TWO_DOMAINS, LlcConfig.victim(0b110000, 0b111111), writes), fillPs, 10_000);
            drive(config(TWO_DOMAINS, LlcConfig.inclusive(0b110000, 0b111111), writes), fillPs, 10_000);
        }
    }

    /** So many holders that a directory entry takes two bytes. */
    @Test
    void manyCoresAgreeWithTheReference() {
        DeviceWriteConfig writes = new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, 500_000, 2);
        HostTopologyConfig manyCores = new HostTopologyConfig(200, 40, 1);
        drive(config(manyCores, LlcConfig.victim(0b110000, 0b111111), writes), 6, 5_000);
        drive(config(manyCores, LlcConfig.inclusive(0b110000, 0b111111), writes), 7, 5_000);
    }

    @Test
    void aPartOfEverySequenceReachesEveryOutcome() {
        HostPair pair = new HostPair(config(
                TWO_DOMAINS,
                LlcConfig.victim(0b110000, 0b111111),
                new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, 500_000, 1)));
        pair.randomOperations(9, 20_000);
        for (int found = 0; found < WriteOutcomeLayout.FOUND_COUNT; found++) {
            long lines = 0;
            for (int landed = 0; landed < 4; landed++) {
                int outcome = WriteOutcomeLayout.outcome(found, landed);
                lines += pair.model.counter(HostCounterLayout.WRITE_FULL + outcome);
            }
            assertThat(lines).as(WriteOutcomeLayout.foundName(found)).isGreaterThan(50);
        }
        for (int outcome = 0; outcome < ReadOutcomeLayout.COUNT; outcome++) {
            assertThat(pair.model.counter(HostCounterLayout.CORE_READ + outcome))
                    .isGreaterThan(50);
        }
    }
}
