package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.ConfigSpaceBuilder;
import tlpsim.core.config.FunctionDecoder;
import tlpsim.core.config.PortType;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.DsmMethod;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelFix;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.kernel.TphWindowListener;
import tlpsim.core.rule.Errno;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.core.vfio.DmaBuf;
import tlpsim.core.vfio.DmaBufImport;
import tlpsim.core.vfio.LoweredEnablePolicy;
import tlpsim.core.vfio.OpenFiles;
import tlpsim.core.vfio.VfioChoices;
import tlpsim.core.vfio.VfioConfig;
import tlpsim.core.vfio.VfioDesign;
import tlpsim.core.vfio.VfioTphDevice;

/** A drawn machine: a function with VFs or without, of good or of damaged registers, below a root port; a peer that exports one buffer. */
final class FuzzedMachine {
    static final int CPUS = 8;
    static final int FIRST_UID = 50;
    static final int BUFFER_FD = 7;

    /** One function that operations go to. */
    static final class Target {
        final LiveFunction live;
        TphFunction function;
        VfioTphDevice device;
        DmaBufImport importer;

        Target(LiveFunction live) {
            this.live = live;
        }
    }

    final long seed;
    final KernelConfig kernel;
    final TphCore core;
    final VfioConfig vfio;
    final boolean integrated;
    final boolean hasRootPort;
    final int rootCompleter;
    final LiveFunction root;
    final RootPort rootPort;
    final long[] dsmResults = new long[CPUS];
    final boolean hasDsm;
    final int peerCompleter;
    final TphFunction peer;
    final DmaBuf buffer;
    final OpenFiles files = new OpenFiles();
    final boolean damaged;
    final List<Target> targets = new ArrayList<>();
    int active;

    /** Called inside each window in which an entry is written. */
    Runnable inWindow = () -> {};

    private final class Windows implements TphWindowListener {
        @Override
        public void begin(TphFunction function) {
            inWindow.run();
        }

        @Override
        public void end(TphFunction function, boolean enabled) {}
    }

    FuzzedMachine(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        KernelVersionPolicy version = KernelVersionPolicy.versions().get(random.nextInt(4));
        kernel = new KernelConfig(
                version, rarely(random), rarely(random), rarely(random), !rarely(random), random.nextInt(6) == 0);
        core = new TphCore(kernel, cpu -> cpu >= 0 && cpu < CPUS ? FIRST_UID + cpu : -1, new Windows());
        integrated = random.nextInt(5) == 0;
        hasRootPort = integrated ? random.nextInt(4) == 0 : random.nextInt(12) > 0;
        rootCompleter = random.nextInt(8) < 5 ? 3 : random.nextInt(4);
        root = LiveFunction.driven(
                ConfigSpaceBuilder.of(PortType.ROOT_PORT)
                        .completer(TphCompleterSupport.values()[rootCompleter])
                        .contradictory()
                        .build(),
                0);
        hasDsm = random.nextInt(6) > 0;
        rootPort = hasRootPort ? RootPort.of("rp0", root.config(), dsm(random)) : RootPort.NONE;
        vfio = new VfioConfig(random.nextBoolean(), random.nextBoolean(), design(random), choices(random));
        peerCompleter = random.nextInt(4);
        LiveFunction gpu = LiveFunction.driven(
                ConfigSpaceBuilder.of(PortType.ENDPOINT)
                        .completer(TphCompleterSupport.values()[peerCompleter])
                        .contradictory()
                        .build(),
                0);
        peer = new TphFunction("gpu", gpu.config(), gpu.msix(), RootPort.NONE);
        buffer = DmaBuf.exported("vram", peer, vfio);
        files.put(BUFFER_FD, buffer);
        files.put(BUFFER_FD + 1, DmaBuf.foreign("other"));
        files.putOther(BUFFER_FD + 2);
        damaged = random.nextInt(4) == 0;
        LiveFunction live = physical(random);
        targets.add(new Target(live));
        attach(targets.get(0));
    }

    private static boolean rarely(SplittableRandom random) {
        return random.nextInt(14) > 0;
    }

    private DsmMethod dsm(SplittableRandom random) {
        int[] uids = new int[CPUS];
        for (int cpu = 0; cpu < CPUS; cpu++) {
            uids[cpu] = FIRST_UID + cpu;
            // Each field anything, reserved bits clear.
            dsmResults[cpu] = random.nextLong() & 0xFFFFFF07_FFFFFF07L;
        }
        return hasDsm ? CpuTagTable.of(uids, dsmResults) : DsmMethod.ABSENT;
    }

    private static VfioDesign design(SplittableRandom random) {
        return random.nextInt(3) > 0
                ? VfioDesign.LINUX
                : new VfioDesign(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }

    private static VfioChoices choices(SplittableRandom random) {
        Errno[] errnos = new Errno[6];
        for (int i = 0; i < errnos.length; i++) {
            errnos[i] = Errno.values()[1 + random.nextInt(Errno.values().length - 1)];
        }
        LoweredEnablePolicy lowered = LoweredEnablePolicy.values()[random.nextInt(3)];
        return new VfioChoices(errnos[0], errnos[1], errnos[2], errnos[3], errnos[4], errnos[5], lowered);
    }

    private LiveFunction physical(SplittableRandom random) {
        int msix = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(20);
        ConfigSpaceBuilder registers = ConfigSpaceBuilder.of(
                        integrated ? PortType.RC_INTEGRATED_ENDPOINT : PortType.ENDPOINT)
                .msix(msix)
                .contradictory();
        if (random.nextBoolean()) {
            registers.neighbours();
        }
        requester(random, msix).ifPresent(registers::tph);
        if (random.nextInt(3) == 0) {
            registers.acs(0x5F).sriov(2, 1, 1, 0x1018);
        }
        byte[] bytes = registers.build().toByteArray();
        if (random.nextInt(6) == 0) {
            leaveEnabled(bytes);
        }
        if (damaged) {
            damage(bytes, random);
        }
        ReservedEnablePolicy reserved = ReservedEnablePolicy.values()[random.nextInt(2)];
        LiveFunction live = LiveFunction.asFound(ConfigSpace.of(ConfigImage.of(bytes), reserved));
        if (random.nextInt(8) > 0) {
            live.liveMsix().ifPresent(access -> access.enabled(true));
        }
        return live;
    }

    /** As whoever had the function before left it, with an 11b that a function without Extended TPH cannot hold. */
    private static void leaveEnabled(byte[] bytes) {
        FunctionDecoder.decode(ConfigImage.of(bytes)).tph().ifPresent(tph -> {
            bytes[tph.offset() + 8] = (byte) (tph.hasTagModes() ? 1 + (tph.capability() >> 1 & 1 ^ 1) : 0);
            bytes[tph.offset() + 9] = 3;
        });
    }

    private static Optional<TphRequesterConfig> requester(SplittableRandom random, int msix) {
        if (random.nextInt(14) == 0) {
            return Optional.empty();
        }
        boolean iv = random.nextInt(4) > 0;
        boolean ds = random.nextInt(4) > 0;
        int place = iv || ds ? random.nextInt(msix > 0 ? 3 : 2) : 0;
        int most = place == 1 ? 64 : msix;
        int entries = place == 0 ? 0 : 1 + random.nextInt(Math.max(1, most));
        return Optional.of(new TphRequesterConfig(iv, ds, random.nextInt(3) > 0, StTableLocation.of(place), entries));
    }

    /** Bits flipped, mostly where capabilities are; links into the middle of others; loops. */
    private static void damage(byte[] bytes, SplittableRandom random) {
        for (int flips = random.nextInt(12); flips > 0; flips--) {
            int at = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : random.nextInt(0x180);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(3) == 0) {
            int next = 0x100 + 4 * random.nextInt(0x3C0);
            int from = random.nextBoolean() ? 0x100 : 0x140;
            bytes[from + 2] = (byte) (bytes[from + 2] & 0xF | (next & 0xF) << 4);
            bytes[from + 3] = (byte) (next >> 4);
        }
        if (random.nextInt(6) == 0) {
            int at = 0x100 + 4 * random.nextInt(0x3C0);
            bytes[0x102] = (byte) (bytes[0x102] & 0xF | (at & 0xF) << 4);
            bytes[0x103] = (byte) (at >> 4);
            bytes[at] = 0x17;
            bytes[at + 1] = 0;
        }
    }

    /** The kernel probes the function, and VFIO opens it. */
    void attach(Target target) {
        target.function = new TphFunction("nic", target.live.config(), target.live.msix(), rootPort);
        target.device = new VfioTphDevice(target.function, core, vfio);
        target.device.open();
        target.importer = new DmaBufImport(target.function, buffer, vfio);
    }

    Target target() {
        active = Math.min(active, targets.size() - 1);
        return targets.get(active);
    }

    ConfigSpace physicalSpace() {
        return targets.get(0).live.space();
    }

    /** VFs that no longer exist are gone, new ones are probed. */
    void followVirtualFunctions() {
        ConfigSpace space = physicalSpace();
        boolean gone = targets.size() > 1
                && (space.virtualFunctions() < 1
                        || space.virtualFunction(0) != targets.get(1).live.space());
        if (gone) {
            targets.subList(1, targets.size()).clear();
        }
        for (int vf = targets.size() - 1; vf < space.virtualFunctions(); vf++) {
            Target target = new Target(LiveFunction.asFound(space.virtualFunction(vf)));
            target.live.liveMsix().ifPresent(access -> access.enabled(true));
            targets.add(target);
            attach(target);
        }
    }

    Optional<SriovRegisters> sriov() {
        return physicalSpace().announced().sriov();
    }

    boolean has(KernelFix fix) {
        return kernel.version().has(fix);
    }

    @Override
    public String toString() {
        return "machine seed " + seed + "\n# kernel " + kernel.version().name() + " " + kernel + "\n# vfio " + vfio
                + "\n# root port "
                + (hasRootPort ? rootCompleter : "none") + (integrated ? ", RCiEP" : "") + ", dsm " + hasDsm
                + ", peer completer " + peerCompleter + (damaged ? ", damaged registers" : "") + "\n# TPH "
                + targets.get(0).live.space().announced().tph();
    }
}
