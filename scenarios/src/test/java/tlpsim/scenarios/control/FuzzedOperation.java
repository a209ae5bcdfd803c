package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.MsixAccess.VectorState;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.DmaBufTag;
import tlpsim.core.vfio.DmaBufTphFeature;
import tlpsim.core.vfio.DmaBufTphPayload;
import tlpsim.core.vfio.FeatureCall;
import tlpsim.core.vfio.Mlx5Import;
import tlpsim.core.vfio.TagTarget;
import tlpsim.core.vfio.TphStEntry;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStRequest;

/**
 * One drawn operation. Its numbers mean the same whatever came before it, so that others can be taken away when a failure is made smaller.
 *
 * @param kind what
 * @param a    operands; each kind takes what it needs of them
 */
record FuzzedOperation(Kind kind, int a, int b, int c) {
    enum Kind {
        ENABLE,
        ENABLE_AS,
        DISABLE,
        SET_ST,
        GET_CPU_ST,
        WRITE_CONTROL,
        TPH_ST,
        DMA_BUF_SET,
        GET_TPH,
        IMPORT,
        MLX5,
        INVALIDATE,
        DRAINED,
        REMAP,
        SAVE,
        RESTORE,
        RESET,
        MSIX,
        VECTOR,
        ROOT_PORT,
        FUNCTION,
        MSIX_WRITE,
        OPEN,
        PROBE,
        VFS,
        SWITCH
    }

    /** What came of it: at most one of these is there. */
    record Result(OperationReport report, TphStReport tphSt, DmaBufTag tag) {
        static final Result NOTHING = new Result(null, null, null);

        static Result of(OperationReport report) {
            return new Result(report, null, null);
        }
    }

    private static final Kind[] OFTEN = {
        Kind.WRITE_CONTROL,
        Kind.WRITE_CONTROL,
        Kind.TPH_ST,
        Kind.TPH_ST,
        Kind.TPH_ST,
        Kind.SET_ST,
        Kind.ENABLE,
        Kind.DMA_BUF_SET
    };

    static FuzzedOperation draw(SplittableRandom random) {
        Kind[] kinds = random.nextInt(2) == 0 ? OFTEN : Kind.values();
        return new FuzzedOperation(
                kinds[random.nextInt(kinds.length)],
                random.nextInt(1 << 20),
                random.nextInt(1 << 20),
                random.nextInt(1 << 20));
    }

    /** Wide enough to be out of every table now and then. */
    int index() {
        return a % 8 == 0 ? b % 70 : b % 8;
    }

    boolean extended() {
        return (c & 1) != 0;
    }

    MemoryType memory() {
        return MemoryType.values()[c >> 1 & 1];
    }

    int cpu() {
        return a / 8 % (FuzzedMachine.CPUS + 2) - 1;
    }

    Result run(FuzzedMachine machine) {
        FuzzedMachine.Target target = machine.target();
        TphCore core = machine.core;
        return switch (kind) {
            case ENABLE -> Result.of(core.enable(target.function, a % 10));
            case ENABLE_AS -> Result.of(core.enableAs(target.function, a % 4, b % 5));
            case DISABLE -> Result.of(core.disable(target.function));
            case SET_ST -> Result.of(core.setStEntry(target.function, index(), c & 0xFFFF));
            case GET_CPU_ST -> Result.of(core.getCpuSt(target.function, memory(), cpu()));
            case WRITE_CONTROL -> Result.of(target.device.writeControl(control()));
            case TPH_ST -> new Result(null, target.device.tphSt(request(machine)), null);
            case DMA_BUF_SET -> Result.of(DmaBufTphFeature.set(machine.peer, call(), payload(), machine.files));
            case GET_TPH -> new Result(null, null, machine.buffer.getTph(extended()));
            case IMPORT -> Result.of(target.importer.query(extended(), (c & 2) != 0));
            case MLX5 ->
                Result.of(Mlx5Import.register(target.function, machine.buffer, Optional.empty())
                        .report());
            case SAVE -> Result.of(core.save(target.function));
            case RESTORE -> Result.of(core.restore(target.function));
            case MSIX_WRITE -> Result.of(target.device.writeMsixDirectly(index(), a << 16 | c & 1));
            case OPEN -> Result.of(target.device.open());
            case PROBE -> Result.of(target.device.probe());
            default -> happens(machine, target);
        };
    }

    /** What hardware or people do, and nothing reports. */
    private Result happens(FuzzedMachine machine, FuzzedMachine.Target target) {
        switch (kind) {
            case INVALIDATE -> machine.buffer.invalidate();
            case DRAINED -> machine.buffer.drained();
            case REMAP -> machine.buffer.remap();
            case RESET -> target.live.space().functionLevelReset();
            case MSIX -> target.live.liveMsix().ifPresent(access -> access.enabled(extended()));
            case VECTOR ->
                target.live
                        .liveMsix()
                        .ifPresent(access -> access.vector(b % access.entries(), VectorState.values()[a % 4]));
            case ROOT_PORT -> machine.root.config().present(a % 4 > 0);
            case FUNCTION -> unplug(machine, target);
            case VFS -> virtualFunctions(machine);
            default -> machine.active = a % machine.targets.size();
        }
        machine.followVirtualFunctions();
        return Result.NOTHING;
    }

    /** Who comes back is another function: reset, and probed anew. */
    private void unplug(FuzzedMachine machine, FuzzedMachine.Target target) {
        boolean back = !target.live.config().present();
        target.live.config().present(back);
        if (back) {
            target.live.space().functionLevelReset();
            machine.attach(target);
        }
    }

    private void virtualFunctions(FuzzedMachine machine) {
        SriovRegisters sriov = machine.sriov().orElse(null);
        if (sriov != null && sriov.offset() + 0x12 <= 4096) {
            machine.physicalSpace().write(sriov.offset() + 0x10, 2, b % 4);
            machine.physicalSpace().write(sriov.offset() + 0x08, 2, a % 3 > 0 ? 1 : 0);
        }
    }

    int control() {
        return a % 4 == 0 ? b & 0xFFF : b % 3 | (c & 3) << 8;
    }

    TphStRequest request(FuzzedMachine machine) {
        List<TphStEntry> entries = new ArrayList<>();
        int count = a % 16 == 0 ? 0 : 1 + b % 3;
        for (int i = 0; i < count; i++) {
            int way = (c >> 2 + 2 * i) % 4;
            TagTarget tag = switch (way) {
                case 0, 1 -> new TagTarget.Cpu(cpu() + i, memory());
                case 2 -> new TagTarget.Literal(c >> 3 & (extended() ? 0x1FFFF : 0x1FF));
                default -> new TagTarget.Buffer(a % 5 == 0 ? DmaBuf.foreign("other") : machine.buffer);
            };
            entries.add(new TphStEntry(index() + i, tag));
        }
        return new TphStRequest(extended(), entries);
    }

    FeatureCall call() {
        boolean odd = a % 8 == 0;
        return odd ? new FeatureCall(FeatureCall.Operation.values()[b % 3], 8 + c % 8, (c & 4) != 0) : FeatureCall.SET;
    }

    DmaBufTphPayload payload() {
        int fd = FuzzedMachine.BUFFER_FD + (a % 6 == 0 ? b % 5 - 1 : 0);
        return new DmaBufTphPayload(fd, a % 7 == 0 ? b % 6 : b & 3, c & 0xFFFF, b & 0xFF, a % 9 == 0 ? c % 6 : c & 3);
    }

    /** As a line of a script of {@code tlpsim tph}, where there is one for it. */
    @Override
    public String toString() {
        return switch (kind) {
            case ENABLE -> "enable nic " + a % 10;
            case ENABLE_AS ->
                "enable nic " + a % 4 + " as=" + new String[] {"off", "8-bit", "reserved", "16-bit", "4"}[b % 5];
            case DISABLE, SAVE, RESTORE, RESET, OPEN, PROBE -> kind.name().toLowerCase(java.util.Locale.ROOT) + " nic";
            case SET_ST -> "set-st nic " + index() + " " + (c & 0xFFFF);
            case GET_CPU_ST -> "get-cpu-st nic " + memory().name().toLowerCase(java.util.Locale.ROOT) + " " + cpu();
            case WRITE_CONTROL -> "write-control nic " + control();
            case MSIX_WRITE -> "msix-write nic " + index() + " " + (a << 16 | c & 1);
            case INVALIDATE, DRAINED, REMAP -> kind.name().toLowerCase(java.util.Locale.ROOT) + " vram";
            case GET_TPH -> "get-tph vram " + (extended() ? "16-bit" : "8-bit");
            case IMPORT ->
                "import nic vram prefer=" + (extended() ? "16-bit" : "8-bit") + ((c & 2) != 0 ? " alternate" : "");
            case MLX5 -> "mlx5-register nic vram";
            case MSIX -> "msix nic " + (extended() ? "on" : "off");
            case ROOT_PORT -> "unplug rp0" + (a % 4 > 0 ? " back" : "");
            case TPH_ST ->
                "# TPH_ST extended=" + extended() + " index=" + index() + " cpu=" + cpu() + " " + a + " " + b + " " + c;
            case DMA_BUF_SET -> "# dma-buf-set " + call() + " " + payload();
            default -> "# " + kind + " " + a + " " + b + " " + c;
        };
    }
}
