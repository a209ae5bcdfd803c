package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.completer.consumer.NeighbourConfig;
import tlpsim.completer.consumer.WorkingSet;
import tlpsim.completer.memory.HostMemory;
import tlpsim.core.random.RandomStream;
import tlpsim.scenarios.config.ScenarioConfig;

/** Builds the neighbours of a scenario, and puts their data into the caches before the run. */
final class NeighbourWiring {
    private static final double MICROS = 1_000_000;
    private static final int CORE_SHIFT = 44;
    /** Lines read before the run, as a multiple of those that fit the caches of a socket. */
    private static final int CACHES_FILLED = 2;

    private final ScenarioConfig scenario;
    private final AddressPlan addresses;
    private final long seed;
    private final List<tlpsim.scenarios.config.NeighbourConfig> running;

    NeighbourWiring(ScenarioConfig scenario, AddressPlan addresses, long seed) {
        this.scenario = scenario;
        this.addresses = addresses;
        this.seed = seed;
        this.running = scenario.neighbours().stream()
                .filter(tlpsim.scenarios.config.NeighbourConfig::enabled)
                .toList();
    }

    NeighbourConfig[] configs() {
        NeighbourConfig[] configs = new NeighbourConfig[running.size()];
        for (int index = 0; index < configs.length; index++) {
            tlpsim.scenarios.config.NeighbourConfig neighbour = running.get(index);
            int[] cores = new int[neighbour.cores().size()];
            for (int position = 0; position < cores.length; position++) {
                cores[position] = neighbour.cores().at(position);
            }
            configs[index] = new NeighbourConfig(
                    cores,
                    workingSet(neighbour),
                    RandomStream.of(seed, neighbour.id() + ".stores"),
                    neighbour.storesPpm(),
                    neighbour.perAccessPs(),
                    neighbour.parallelAccesses());
        }
        return configs;
    }

    private WorkingSet workingSet(tlpsim.scenarios.config.NeighbourConfig neighbour) {
        long lines = lines(neighbour);
        long[] firstLine = new long[scenario.platform().totalCores()];
        for (int position = 0; position < neighbour.cores().size(); position++) {
            firstLine[neighbour.cores().at(position)] = firstLine(neighbour, position);
        }
        RandomStream stream = RandomStream.of(seed, neighbour.id() + ".lines");
        return switch (neighbour.pattern()) {
            case ZIPF -> new ZipfWorkingSet((int) lines, neighbour.zipfMicros() / MICROS, firstLine, stream);
            case CYCLIC -> (core, index) -> firstLine[core] + index % lines;
            case UNIFORM ->
                (core, index) ->
                        firstLine[core] + RandomStream.bounded(stream.bitsAt((long) core << CORE_SHIFT | index), lines);
        };
    }

    private static long lines(tlpsim.scenarios.config.NeighbourConfig neighbour) {
        return neighbour.workingSetBytes() / HostMemory.LINE_BYTES;
    }

    private long firstLine(tlpsim.scenarios.config.NeighbourConfig neighbour, int position) {
        int index = scenario.neighbours().indexOf(neighbour);
        return addresses.neighbourBase(index, position, neighbour.workingSetBytes()) / HostMemory.LINE_BYTES;
    }

    /** Cores read in turn, from the end: the most popular lines, and those that a cycle starts with, come last. */
    void load(HostMemory memory) {
        long room = CACHES_FILLED
                * (scenario.platform().llc().sizeBytes() * scenario.platform().domains()
                        + scenario.platform().l2().sizeBytes()
                                * scenario.platform().totalCores())
                / HostMemory.LINE_BYTES;
        for (tlpsim.scenarios.config.NeighbourConfig neighbour : running) {
            for (long line = Math.min(room, lines(neighbour)) - 1; line >= 0; line--) {
                for (int position = 0; position < neighbour.cores().size(); position++) {
                    memory.coreRead(neighbour.cores().at(position), firstLine(neighbour, position) + line);
                }
            }
        }
    }
}
