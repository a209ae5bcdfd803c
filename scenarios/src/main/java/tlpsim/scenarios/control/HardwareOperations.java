package tlpsim.scenarios.control;

import java.util.Map;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.scenarios.control.ScriptStep.Outcome;

/** The lines that write registers past the TPH core: VFs, and single registers as setpci writes them. */
final class HardwareOperations {
    private static final int VFS_ON = PciConfigLayout.PCI_SRIOV_CTRL_VFE | PciConfigLayout.PCI_SRIOV_CTRL_MSE;

    private final ControlMachine machine;

    HardwareOperations(ControlMachine machine, Map<String, OperationParser> operations) {
        this.machine = machine;
        operations.put("write-config", this::writeConfig);
        operations.put("enable-vfs", this::enableVfs);
        operations.put("disable-vfs", this::disableVfs);
    }

    private ScriptStep writeConfig(LineArguments in) {
        DeviceEntry device = machine.device(in.line(), in.word("a device"));
        ScriptWord word = in.word("an offset");
        int bytes = in.option("bytes", 4, 1, 4);
        int offset = (int) in.literal(word, "offset", 0, PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE - 1);
        if (Integer.bitCount(bytes) != 1 || (offset & bytes - 1) != 0) {
            throw in.line()
                    .bad(word, "offset: " + word.text() + "; allowed: multiples of 4, of 2 or 1 with bytes=", "");
        }
        Operand value = in.operand(in.word("a value"), "value", 0, 0xFFFFFFFFL >>> 32 - 8 * bytes);
        in.end();
        return new ScriptStep(in.line(), device, values -> {
            ConfigSpace space = device.live().space();
            OperationLog log = device.function().begin("write configuration");
            device.function().accesses().configWrite();
            space.write(offset, bytes, (int) value.value(values));
            return new Outcome(log.done(space.peek(offset, bytes) & 0xFFFFFFFFL, "what it reads back"));
        });
    }

    /** As a write to sriov_numvfs in sysfs: drivers/pci/iov.c, sriov_numvfs_store() and sriov_enable(). */
    private ScriptStep enableVfs(LineArguments in) {
        DeviceEntry device = machine.device(in.line(), in.word("a device"));
        int wanted = in.number("how many", 1, 0xFFFF);
        in.end();
        return new ScriptStep(in.line(), device, values -> new Outcome(enableVfs(device, wanted)));
    }

    private static OperationReport enableVfs(DeviceEntry device, int wanted) {
        OperationLog log = device.function().begin("sriov_numvfs_store");
        ConfigSpace space = device.live().space();
        SriovRegisters sriov = space.announced().sriov().orElse(null);
        if (sriov == null) {
            return log.failed(Errno.ENOSYS);
        }
        if (wanted > sriov.totalVfs()) {
            return log.failed(Errno.ERANGE);
        }
        if (space.virtualFunctions() > 0) {
            return space.virtualFunctions() == wanted
                    ? log.done(wanted, "as many as there are")
                    : log.failed(Errno.EBUSY);
        }
        device.function().accesses().configWrite();
        space.write(sriov.offset() + PciConfigLayout.PCI_SRIOV_NUM_VF, 2, wanted);
        write(device, sriov, VFS_ON);
        return log.done(space.virtualFunctions(), "VFs exist, each with registers after reset");
    }

    private ScriptStep disableVfs(LineArguments in) {
        DeviceEntry device = machine.device(in.line(), in.word("a device"));
        in.end();
        return new ScriptStep(in.line(), device, values -> {
            OperationLog log = device.function().begin("sriov_numvfs_store");
            ConfigSpace space = device.live().space();
            SriovRegisters sriov = space.announced().sriov().orElse(null);
            if (sriov == null) {
                return new Outcome(log.failed(Errno.ENOSYS));
            }
            write(device, sriov, 0);
            device.function().accesses().configWrite();
            space.write(sriov.offset() + PciConfigLayout.PCI_SRIOV_NUM_VF, 2, 0);
            return new Outcome(log.done(0, "no VF exists"));
        });
    }

    /** VF Enable and VF MSE as wanted, the rest of SR-IOV Control as it is. */
    private static void write(DeviceEntry device, SriovRegisters sriov, int bits) {
        int register = sriov.offset() + PciConfigLayout.PCI_SRIOV_CTRL;
        ConfigSpace space = device.live().space();
        device.function().accesses().configWrite();
        space.write(register, 2, space.peek(register, 2) & ~VFS_ON | bits);
    }
}
