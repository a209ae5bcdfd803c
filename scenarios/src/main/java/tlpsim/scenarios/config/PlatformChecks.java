package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tlpsim.scenarios.preset.PresetKind;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of the host that span several keys. */
final class PlatformChecks {
    /** Cores and last-level cache domains together are named by ten bits with one value kept back. */
    private static final int MAX_HOLDERS = 1023;

    private static final int LINE_BYTES = 64;
    private static final List<Long> PAGES = List.of(1L << 12, 1L << 21, 1L << 30);

    private final Checker checker;
    private final PlatformConfig platform;

    PlatformChecks(Checker checker) {
        this.checker = checker;
        this.platform = checker.scenario().platform();
    }

    void check() {
        checker.preset("a platform preset", PresetKind.PLATFORM, platform.preset(), "platform.preset");
        cores();
        geometry("platform.l2", platform.l2().sizeBytes(), platform.l2().ways(), 1);
        geometry(
                "platform.llc",
                platform.llc().sizeBytes(),
                platform.llc().ways(),
                platform.llc().slices());
        replacement("platform.l2", platform.l2().replacement(), platform.l2().ways());
        replacement("platform.llc", platform.llc().replacement(), platform.llc().ways());
        ways();
        policies();
        firmware();
        iommu();
    }

    private void iommu() {
        IommuConfig iommu = platform.iommu();
        if (!PAGES.contains(iommu.pageBytes())) {
            checker.conflict(
                    Quantity.print(iommu.pageBytes(), Unit.BYTES)
                            + " is no size of a page; allowed: 4 KiB, 2 MiB, 1 GiB",
                    "platform.iommu.page");
        }
        if (iommu.iotlbEntries() == 0) {
            checker.unused("platform.iommu", "nothing is translated without iotlb-entries");
        } else if (iommu.iotlbEntries() % iommu.ways() != 0) {
            checker.conflict(
                    iommu.ways() + " ways do not divide " + iommu.iotlbEntries() + " entries",
                    "platform.iommu.iotlb-entries",
                    "platform.iommu.ways");
        }
    }

    private void firmware() {
        FirmwareConfig firmware = platform.firmware();
        List<String> encodings = new ArrayList<>(checker.presets().names(PresetKind.PLATFORM));
        encodings.add(EncodingConfig.DRAWN);
        if (!encodings.contains(firmware.encoding().name())) {
            checker.unknown("an encoding", firmware.encoding().name(), encodings, "platform.firmware.encoding.name");
        }
        if (firmware.table().isEmpty()) {
            return;
        }
        checker.file(firmware.table(), "platform.firmware.table");
        if (firmware.dsm() != DsmPresence.PRESENT) {
            checker.conflict(
                    "a table of answers is not used where the method does not answer; allowed: dsm present",
                    "platform.firmware.table",
                    "platform.firmware.dsm");
        }
        checker.unused("platform.firmware.encoding", "the tags are those of the table");
    }

    private void cores() {
        if (platform.llc().domain() == LlcDomain.CLUSTER
                && platform.cores() % platform.llc().coresPerCluster() != 0) {
            checker.conflict(
                    "clusters of " + platform.llc().coresPerCluster() + " cores do not divide a socket of "
                            + platform.cores() + " cores",
                    "platform.llc.cores-per-cluster",
                    "platform.cores",
                    "platform.llc.domain");
            return;
        }
        int holders = platform.totalCores() + platform.domains();
        if (holders > MAX_HOLDERS) {
            checker.conflict(
                    platform.totalCores() + " cores with " + platform.domains()
                            + " last-level caches are too many; allowed: " + MAX_HOLDERS + " of both together",
                    "platform.cores",
                    "platform.sockets",
                    "platform.llc.cores-per-cluster");
        }
    }

    private void geometry(String path, long sizeBytes, int ways, int slices) {
        long waySizeBytes = (long) ways * slices * LINE_BYTES;
        long sets = sizeBytes / waySizeBytes;
        if (sizeBytes % waySizeBytes == 0 && Long.bitCount(sets) == 1) {
            return;
        }
        String parts = ways + " ways" + (slices > 1 ? " and " + slices + " slices" : "") + " of 64-byte lines";
        checker.conflict(
                Quantity.print(sizeBytes, Unit.BYTES) + " with " + parts + " gives no power of two of sets; allowed: "
                        + Quantity.print(waySizeBytes, Unit.BYTES) + " times a power of two",
                path + ".size",
                path + ".ways",
                path + ".slices");
    }

    private void replacement(String path, Replacement replacement, int ways) {
        if (replacement == Replacement.PLRU && Integer.bitCount(ways) != 1) {
            checker.conflict(
                    "plru is a tree over the ways and needs a power of two of them, not " + ways,
                    path + ".replacement",
                    path + ".ways");
        }
    }

    private void ways() {
        LlcConfig llc = platform.llc();
        mask("platform.llc.io-ways", llc.allocation().ioWays(), llc.ways());
        mask("platform.llc.cpu-ways", llc.allocation().cpuWays(), llc.ways());
        mask("platform.llc.inclusive-ways", llc.allocation().inclusiveWays(), llc.ways());
        if (llc.allocation().extraIoWays() > llc.ways()) {
            checker.conflict(
                    llc.allocation().extraIoWays() + " ways are more than a cache of " + llc.ways()
                            + " ways has; allowed: 0 to " + llc.ways(),
                    "platform.llc.extra-io-ways",
                    "platform.llc.ways");
        }
        if (llc.role() == LlcRole.INCLUSIVE && llc.allocation().inclusiveWays().mask(llc.ways()) != 0) {
            checker.conflict(
                    "all ways of an inclusive cache hold lines that are in an L2 too; allowed: none",
                    "platform.llc.inclusive-ways",
                    "platform.llc.role");
        }
        classes(llc);
        snoopFilter(llc);
        if (llc.role() == LlcRole.INCLUSIVE) {
            needsWays("platform.llc.io-ways", llc.allocation().ioWays(), llc.ways());
            needsWays("platform.llc.cpu-ways", llc.allocation().cpuWays(), llc.ways());
        }
    }

    private void snoopFilter(LlcConfig llc) {
        int sets = llc.snoopFilter().setsPerSlice();
        if (sets == 0) {
            return;
        }
        String path = "platform.llc.snoop-filter.sets-per-slice";
        if (Integer.bitCount(sets) != 1) {
            checker.conflict(sets + " is no power of two; allowed: powers of two, or 0", path);
        }
        if (llc.role() == LlcRole.INCLUSIVE) {
            checker.conflict(
                    "an inclusive cache has every line of its L2s and needs no filter; allowed: 0",
                    path,
                    "platform.llc.role");
        }
    }

    private void classes(LlcConfig llc) {
        Set<Integer> taken = new HashSet<>();
        for (CacheClassConfig cacheClass : llc.allocation().classes()) {
            String path = "platform.llc.classes." + cacheClass.id();
            mask(path + ".ways", cacheClass.ways(), llc.ways());
            if (cacheClass.ways().mask(Math.min(llc.ways(), 63)) == 0) {
                checker.conflict("a class needs one way at least", path + ".ways");
            }
            for (int i = 0; i < cacheClass.cores().size(); i++) {
                int core = cacheClass.cores().at(i);
                if (core >= platform.totalCores()) {
                    checker.conflict(
                            "core " + core + " does not exist; allowed: 0 to " + (platform.totalCores() - 1),
                            path + ".cores",
                            "platform.cores",
                            "platform.sockets",
                            "platform.preset");
                    return;
                }
                if (!taken.add(core)) {
                    checker.conflict("core " + core + " is in another class already", path + ".cores");
                    return;
                }
            }
        }
    }

    private void mask(String path, WayMask mask, int ways) {
        boolean outside = mask.kind() == WayMask.Kind.MASK ? mask.value() >>> ways != 0 : mask.value() > ways;
        if (outside) {
            String all = new WayMask(WayMask.Kind.MASK, (1L << ways) - 1).text();
            checker.conflict(
                    "'" + mask.text() + "' names ways that a cache of " + ways + " ways does not have; allowed: 0 to "
                            + ways + ", or a mask within " + all,
                    path,
                    "platform.llc.ways");
        }
    }

    private void needsWays(String path, WayMask mask, int ways) {
        if (mask.mask(Math.min(ways, 63)) == 0) {
            checker.conflict("an inclusive cache cannot do without ways here", path, "platform.llc.role");
        }
    }

    private void policies() {
        UntaggedHitConfig untagged = platform.deviceWrites().onHit().untagged();
        String path = "platform.device-writes.on-hit.untagged.";
        untargeted(path + "l2", untagged.l2());
        untargeted(path + "llc-io", untagged.llcIo());
        untargeted(path + "llc-other", untagged.llcOther());
        untargeted(path + "remote-llc", untagged.remoteLlc());
        if (platform.deviceWrites().onMiss().untagged() == MissPolicy.ALLOCATE_TARGET) {
            checker.conflict(
                    "a write without a tag has no target to allocate in; allowed: allocate-io, memory",
                    "platform.device-writes.on-miss.untagged");
        }
    }

    private void untargeted(String path, HitPolicy policy) {
        if (policy == HitPolicy.MOVE_TO_TARGET || policy == HitPolicy.STASH) {
            checker.conflict(
                    "a write without a tag has no target to move to; allowed: update-in-place, invalidate-allocate,"
                            + " invalidate-memory",
                    path);
        }
    }
}
