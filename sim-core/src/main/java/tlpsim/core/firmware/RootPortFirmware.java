package tlpsim.core.firmware;

import java.util.function.IntUnaryOperator;
import tlpsim.core.tph.DsmResult;

/**
 * Both sides of one root port's firmware: what it answers, and what its answers mean when they come back in TLPs. Immutable.
 *
 * @param method  of the host bridge
 * @param decoder the inverse of the answers
 * @param uids    ACPI UID of a logical processor, or -1
 */
public record RootPortFirmware(DsmMethod method, TagDecoder decoder, IntUnaryOperator uids) {
    /** Firmware with tags of its own. */
    public static RootPortFirmware of(DsmFirmwareConfig config, CpuTopology cpus) {
        DsmFirmware firmware = new DsmFirmware(config, cpus);
        return new RootPortFirmware(firmware, firmware.decoder(), cpus::uid);
    }

    /** Firmware that answers as a table says. */
    public static RootPortFirmware of(CpuTagTable table, CpuTopology cpus) {
        return new RootPortFirmware(
                table, TagDecoder.of(table, cpus), cpu -> cpu < 0 || cpu >= table.cpus() ? -1 : table.uid(cpu));
    }

    /** Firmware whose method is not there, or fails whenever it is evaluated. */
    public static RootPortFirmware mute(CpuTopology cpus, boolean phIgnore) {
        return new RootPortFirmware(DsmMethod.ABSENT, TagDecoder.nothing(phIgnore), cpus::uid);
    }

    /** The tag for volatile memory of a logical processor; 0 where there is no valid one. Not the kernel's way to ask. */
    public int tag(int cpu, boolean extended) {
        int uid = uids.applyAsInt(cpu);
        if (uid < 0 || !method.answers(uid)) {
            return 0;
        }
        long result = method.evaluate(uid);
        return DsmResult.valid(result, false, extended) ? DsmResult.tag(result, false, extended) : 0;
    }
}
