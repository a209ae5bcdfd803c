package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.DriverConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.TphEnable;

/**
 * A function and its steering tags as one workload sees them. The queues of workloads on one function stand one behind the other: {@link #part}.
 *
 * <p>Index {@code group * all queues + queue} stands for the tag of a queue for the kinds of access that share a tag source; group 0 is the first source met.
 */
final class RequesterFunction {
    private final DeviceFunction identity;
    private final DriverConfig driver;
    private final FunctionRegisters registers;
    /** Empty where there is no software. */
    private final Optional<PeerImports> imports;

    /** Of all workloads on the function. */
    private final int allQueues;
    /** The first of this workload, and how many it has. */
    private final int firstQueue;

    private final int queues;
    /** Of all workloads on the function: the first wish of each group, which speaks for queues that have none of their own. */
    private final List<TagWish> groups;
    /** Those of this workload. */
    private final List<Integer> ownGroups = new ArrayList<>();

    private final PeerHints peerHints = new PeerHints();
    /** By index, of all workloads on the function. */
    private final TagWish[] wishes;
    /** By index, what came of writing tags at the start; null where nothing was to be written. */
    private final Written[] atStart;

    /** @param extent of all workloads on the function */
    RequesterFunction(
            DeviceFunction identity,
            DriverConfig driver,
            FunctionRegisters registers,
            Optional<PeerImports> imports,
            FunctionRegisters.Extent extent) {
        this.identity = identity;
        this.driver = driver;
        this.registers = registers;
        this.imports = imports;
        this.allQueues = extent.queues();
        this.firstQueue = 0;
        this.queues = extent.queues();
        this.groups = new ArrayList<>();
        this.wishes = new TagWish[extent.indexes()];
        this.atStart = new Written[extent.indexes()];
    }

    private RequesterFunction(RequesterFunction whole, int firstQueue, int queues) {
        this.identity = whole.identity;
        this.driver = whole.driver;
        this.registers = whole.registers;
        this.imports = whole.imports;
        this.allQueues = whole.allQueues;
        this.firstQueue = firstQueue;
        this.queues = queues;
        this.groups = whole.groups;
        this.wishes = whole.wishes;
        this.atStart = whole.atStart;
    }

    /** The same registers, tables and software, as the workload sees them whose queues are these of the function. */
    RequesterFunction part(int first, int count) {
        return new RequesterFunction(this, first, count);
    }

    EndpointConfig device() {
        return identity.endpoint();
    }

    /** That of the device, or of a VF of it. */
    String name() {
        return identity.name();
    }

    DriverConfig driver() {
        return driver;
    }

    FunctionRegisters registers() {
        return registers;
    }

    /** The peers' memory as software imports it. */
    Optional<PeerImports> imports() {
        return imports;
    }

    /** What the function may send as far as software knows. */
    TphEnable granted() {
        return registers.granted();
    }

    /** Whether tags of the 16-bit namespace are asked for. */
    boolean isExtended() {
        return granted() == TphEnable.EXTENDED;
    }

    /** What the queues of this workload send to peers. */
    PeerHints peerHints() {
        return peerHints;
    }

    /** An index for a wish that may come later; nothing is wished so far. */
    int reserve(TagWish wish, int queue) {
        int index = index(wish, queue);
        wishes[index] = null;
        return index;
    }

    /** From now on the tag at an index shall name something else. */
    void rewish(int index, TagWish wish) {
        wishes[index] = wish;
    }

    /** Of this workload. */
    int queues() {
        return queues;
    }

    /** Index of the tag that a queue wishes. */
    int index(TagWish wish, int queue) {
        int group = group(wish);
        if (!ownGroups.contains(group)) {
            ownGroups.add(group);
        }
        int index = index(group, queue);
        wishes[index] = wish;
        return index;
    }

    private int index(int group, int queue) {
        return group * allQueues + firstQueue + queue;
    }

    private int group(TagWish wish) {
        for (int group = 0; group < groups.size(); group++) {
            if (groups.get(group).sharesIndexWith(wish)) {
                return group;
            }
        }
        groups.add(wish);
        return groups.size() - 1;
    }

    /** Indices of the tags that a driver keeps for a queue: one per group; a user of VFIO leaves out those that nothing uses. */
    List<Integer> indexes(int queue) {
        List<Integer> indexes = new ArrayList<>();
        for (int group : ownGroups) {
            if (wishes[index(group, queue)] != null || device().vfio().isEmpty()) {
                indexes.add(index(group, queue));
            }
        }
        return indexes;
    }

    /** Indices of the tags that requests of a queue use towards the host or a peer. */
    List<Integer> usedIndexes(int queue, int peer) {
        List<Integer> indexes = new ArrayList<>();
        for (int group : ownGroups) {
            if (groups.get(group).peer() == peer && wishes[index(group, queue)] != null) {
                indexes.add(index(group, queue));
            }
        }
        return indexes;
    }

    /** What the tag at an index shall name. Drivers of the kernel keep an entry for each queue and group. */
    TagWish wish(int index) {
        return wishes[index] == null ? groups.get(index / allQueues) : wishes[index];
    }

    /** Writes tags before anything runs, and keeps what came of it. */
    void assignAtStart(List<Integer> indexes, List<TagRequest> requests) {
        ControlSteps steps = new ControlSteps(0, 0, 0);
        List<Written> written = registers.assignAll(indexes, requests, steps);
        for (int at = 0; at < written.size(); at++) {
            atStart[indexes.get(at)] = written.get(at);
            if (!written.get(at).ok()) {
                peerHints.refused(indexes.get(at), written.get(at));
            }
        }
        steps.list().forEach(registers::apply);
    }

    /** What writing a tag at the start came to; empty where nothing was to be written. */
    Optional<Written> atStart(int index) {
        return Optional.ofNullable(atStart[index]);
    }
}
