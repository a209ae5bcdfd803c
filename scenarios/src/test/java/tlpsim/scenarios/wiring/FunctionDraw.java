package tlpsim.scenarios.wiring;

import java.util.Random;

/**
 * What functions a drawn scenario has, and which guests: a matter of its seed's bits alone, so that the draws of all else stay as they are.
 *
 * <p>Bit 2: VFs in place of devices, several on one where they are of one kind. Bit 3: workloads with an even number are in a guest. Bit 4: the last device is
 * integrated in the root complex, where its requests meet none of the root ports' limits; with few credits there it is not.
 */
final class FunctionDraw {
    private static final int VFS = 4;

    private final long seed;
    private final Stress stress;
    private final int ports;
    private final boolean[] storage;
    private final int cores;
    private final boolean tables;

    /**
     * @param storage by device: it is an NVMe device
     * @param tables  devices have tables that a hypervisor can rewrite
     */
    FunctionDraw(long seed, Stress stress, int ports, boolean[] storage, int cores, boolean tables) {
        this.seed = seed;
        this.stress = stress;
        this.ports = ports;
        this.storage = storage;
        this.cores = cores;
        this.tables = tables;
    }

    /** The beginning of an endpoint. */
    String endpoint(int device) {
        String vfs = (seed & 4) == 0 ? "" : ", sriov: {vfs: " + VFS + ", vf-stride: 3}";
        boolean integrated = (seed & 16) != 0 && stress != Stress.FEW_CREDITS && device == storage.length - 1;
        String place = integrated ? "root-complex, link: gen4 x8" : "rp" + device % ports;
        return "    - {id: nic" + device + ", port: " + place + vfs;
    }

    /** The function whose requests a workload's are. */
    String function(int workload) {
        if ((seed & 4) == 0) {
            return "nic" + workload;
        }
        int device = storage[workload % ports] == storage[workload] ? workload % ports : workload;
        return "nic" + device + (workload == 0 ? "" : ".vf" + workload);
    }

    private boolean isInGuest(int workload) {
        return (seed & 8) != 0 && workload % 2 == 0;
    }

    /** Which cores consume. */
    String cores(int workload, String order) {
        return isInGuest(workload)
                ? "{guest: vm" + workload + "}"
                : "{list: 0-" + (cores - 1) + ", order: " + order + "}";
    }

    /** All guests. */
    String guests() {
        StringBuilder text = new StringBuilder((seed & 8) == 0 ? "" : "guests:\n");
        for (int workload = 0; workload < storage.length; workload++) {
            if (isInGuest(workload)) {
                text.append("  - {id: vm").append(workload).append(", vcpus: \"1,0\", on-migration: ");
                text.append(tables && workload == 0 ? "rewrite" : "none").append(", update-latency: 150 ns}\n");
            }
        }
        return text.toString();
    }

    /** An event that moves a queue, or the vCPU that serves it. */
    String move(int workload, int queue, Random random, boolean updateTag) {
        String core = ", core: " + random.nextInt(cores);
        return isInGuest(workload)
                ? "migrate-vcpu, guest: vm" + workload + ", vcpu: " + queue % 2 + core + "}\n"
                : "set-affinity, workload: w" + workload + ", queue: " + queue + core + ", update-tag: " + updateTag
                        + "}\n";
    }
}
