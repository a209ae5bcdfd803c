package tlpsim.core.kernel;

import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.FirmwareRule;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationLog;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.DsmResult;
import tlpsim.core.tph.PciTphLayout;

/** {@code pcie_tph_get_cpu_st}: firmware's tag for a processor. */
final class CpuTagQuery {
    private final KernelConfig kernel;
    private final CpuUids uids;

    CpuTagQuery(KernelConfig kernel, CpuUids uids) {
        this.kernel = kernel;
        this.uids = uids;
    }

    /** @param type 1 for the 8-bit tag, 3 for the 16-bit tag, anything else for none */
    OperationReport query(TphFunction function, MemoryType memoryType, int cpu, int type, OperationLog log) {
        if (log.breaks(KernelRule.CPU_ST_ACPI, !kernel.acpi(), "CONFIG_ACPI=" + StTableWriter.yesNo(kernel.acpi()))) {
            return log.failed(Errno.ENODEV);
        }
        boolean translated = kernel.has(KernelFix.CPU_UID);
        int uid = translated ? uids.uid(cpu) : cpu;
        if (log.breaks(KernelRule.CPU_ST_UID, translated && uid < 0, uidDetail(cpu, uid, translated))) {
            return log.failed(Errno.EINVAL);
        }
        RootPort rootPort = function.rootPort();
        boolean orphan = !rootPort.exists();
        if (log.breaks(KernelRule.CPU_ST_ROOT_PORT, orphan, "root port " + rootPort.name())) {
            if (function.isRootComplexIntegratedEndpoint()) {
                log.applied(UapiRule.RCIEP_CPU_TAG, "an RCiEP has no root port to ask");
            }
            return log.failed(Errno.ENODEV);
        }
        DsmMethod dsm = rootPort.dsm();
        function.accesses().dsmEvaluation();
        boolean fails = uid < 0 || !dsm.answers(uid);
        if (log.breaks(KernelRule.CPU_ST_DSM, fails, "UID " + uid + (fails ? " has no answer" : " answered"))) {
            return log.failed(Errno.EINVAL);
        }
        return tag(dsm.evaluate(uid), memoryType, type, dsm.exhausts(memoryType), log);
    }

    private static String uidDetail(int cpu, int uid, boolean translated) {
        if (!translated) {
            return "CPU " + cpu + " passed on as UID " + uid;
        }
        return uid < 0 ? "CPU " + cpu + " has no UID" : "CPU " + cpu + " is UID " + uid;
    }

    private static OperationReport tag(
            long result, MemoryType memoryType, int type, boolean exhausts, OperationLog log) {
        boolean persistent = memoryType == MemoryType.PERSISTENT;
        if (DsmResult.ignoresPh(result, persistent)) {
            log.applied(FirmwareRule.PH_IGNORE, "the platform does not look at PH; Linux goes on");
        }
        if (type != PciTphLayout.PCI_TPH_REQ_TPH_ONLY && type != PciTphLayout.PCI_TPH_REQ_EXT_TPH) {
            log.applied(KernelRule.CPU_ST_NAMESPACE, "type " + RequesterTypes.bits(type) + " has no namespace");
            return log.done(0, "tag 0: no requester type");
        }
        boolean extended = type == PciTphLayout.PCI_TPH_REQ_EXT_TPH;
        String namespace = extended ? "16-bit" : "8-bit";
        log.applied(KernelRule.CPU_ST_NAMESPACE, "type " + RequesterTypes.bits(type) + ": the " + namespace + " tag");
        log.applied(FirmwareRule.NAMESPACES, memoryType.words() + " memory, " + namespace);
        boolean valid = DsmResult.valid(result, persistent, extended);
        int tag = DsmResult.tag(result, persistent, extended);
        log.applied(KernelRule.CPU_ST_VALID, valid ? "valid" : "not valid: tag 0, no error");
        if (!valid && exhausts) {
            log.applied(UapiRule.NAMESPACE_EXHAUSTED, "firmware has no " + namespace + " tag left for this processor");
        }
        return log.done(tag, valid ? namespace + " tag" : "tag 0: no preference");
    }
}
