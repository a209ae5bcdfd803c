package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetAssociativeCache;

/**
 * Worked by hand. Two cores with an L2 of one set of two ways; one LLC of one set of four ways, I/O ways 2 and 3, CPU
 * ways all. In the comments, {@code L2.0 [b a]} is the L2 of core 0, most recent first; {@code LLC [0:x 2:d]} gives
 * the way of each line.
 */
class HostMemoryExamplesTest {
    private final SetAssociativeCache[] l2 = HostPair.caches(2, CacheGeometry.modulo(1, 2));
    private final SetAssociativeCache[] llc = HostPair.caches(1, CacheGeometry.modulo(1, 4));

    private HostMemory host(DeviceWriteConfig writes) {
        HostMemoryConfig config = new HostMemoryConfig(
                64,
                HostTopologyConfig.oneDomain(2),
                HomeDomainTable.single(0),
                LlcConfig.victim(0b1100, 0b1111),
                writes);
        return new HostMemory(config, l2, llc);
    }

    private static DeviceWriteConfig partial(DeviceWritePolicy policy, PartialMissPolicy partialMiss) {
        return new DeviceWriteConfig(policy, partialMiss, DeviceWriteConfig.ALL_STASHES_ACCEPTED, 0);
    }

    private boolean inL2(int core, long line) {
        return l2[core].peek(line) != SetAssociativeCache.ABSENT;
    }

    private boolean inLlc(long line) {
        return llc[0].peek(line) != SetAssociativeCache.ABSENT;
    }

    @Test
    void threeDeviceWritesIntoTwoIoWaysLeakTheFirst() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        // LLC [2:10 3:11]
        assertThat(host.deviceWrite(10, true, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_LLC);
        assertThat(host.deviceWrite(11, true, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_LLC);
        // 10 is the older of the I/O ways; ways 0 and 1 are free, but not for devices
        assertThat(host.deviceWrite(12, true, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_LLC);
        assertThat(inLlc(10)).isFalse();
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_IO)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.UNREAD_TO_DRAM)).isEqualTo(1);
        assertThat(host.deviceWrite(12, true, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_HIT_LLC_IO);
        assertThat(host.dramWriteBytes()).isEqualTo(64);
    }

    @Test
    void aReadMovesTheLineToTheL2AndTheNextDeviceWriteBringsItBack() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        host.deviceWrite(10, true, PlacementLayout.NONE);
        // LLC [2:10] -> L2.0 [10], LLC []
        assertThat(host.coreRead(0, 10)).isEqualTo(ReadOutcomeLayout.READ_LLC_LOCAL);
        assertThat(inL2(0, 10)).isTrue();
        assertThat(inLlc(10)).isFalse();
        assertThat(host.coreRead(0, 10)).isEqualTo(ReadOutcomeLayout.READ_L2);
        // DDIO invalidates the L2 copy and installs in the LLC; the old dirty data is overwritten, not written back
        assertThat(host.deviceWrite(10, true, PlacementLayout.NONE))
                .isEqualTo(WriteOutcomeLayout.WRITE_HIT_OTHER_L2_TO_LLC);
        assertThat(inL2(0, 10)).isFalse();
        assertThat(inLlc(10)).isTrue();
        assertThat(host.dramReadBytes() + host.dramWriteBytes()).isZero();
    }

    @Test
    void anL2VictimGoesToTheLlcAndItsWriteBackIsCountedByItsLastWriter() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        host.coreWrite(0, 1); // L2.0 [1]
        host.coreRead(0, 2); // L2.0 [2 1]
        host.coreRead(0, 3); // L2.0 [3 2], 1 dirty -> LLC [0:1]
        assertThat(inLlc(1)).isTrue();
        host.coreRead(0, 4); // L2.0 [4 3], 2 clean -> LLC [0:1 1:2]
        assertThat(inLlc(2)).isTrue();
        host.deviceWrite(10, true, PlacementLayout.NONE); // LLC [0:1 1:2 2:10]
        host.deviceWrite(11, true, PlacementLayout.NONE); // LLC [0:1 1:2 2:10 3:11]
        host.coreRead(0, 5); // L2.0 [5 4], 3 -> LLC, oldest is 1: dirty by a core
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_OTHER)).isEqualTo(1);
        host.coreRead(0, 6); // 4 -> LLC, oldest is 2: clean
        host.coreRead(0, 7); // 5 -> LLC, oldest is 10: dirty by a device, unread
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_IO)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.DRAM_WRITE_BACK_OTHER)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.UNREAD_TO_DRAM)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.LLC_VICTIMS)).isEqualTo(3);
        assertThat(host.counter(HostCounterLayout.L2_VICTIMS)).isEqualTo(5);
        assertThat(host.counter(HostCounterLayout.DRAM_READ_CORE)).isEqualTo(7);
    }

    @Test
    void aTagPutsTheLineIntoTheTargetsL2FromWhereverItWas() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.noDca()));
        int toCore1 = PlacementLayout.l2OfCore(1);
        assertThat(host.deviceWrite(10, true, toCore1)).isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_L2);
        assertThat(host.deviceWrite(10, true, toCore1)).isEqualTo(WriteOutcomeLayout.WRITE_HIT_TARGET_L2);
        assertThat(host.coreRead(0, 10)).isEqualTo(ReadOutcomeLayout.READ_L2_SIBLING);
        // now in core 0's L2: another L2 than the tag names
        int outcome = host.deviceWrite(10, true, toCore1);
        assertThat(WriteOutcomeLayout.found(outcome)).isEqualTo(WriteOutcomeLayout.FOUND_OTHER_L2);
        assertThat(WriteOutcomeLayout.landed(outcome)).isEqualTo(WriteOutcomeLayout.LANDED_TARGET_L2);
        assertThat(inL2(0, 10)).isFalse();
        assertThat(host.coreRead(1, 10)).isEqualTo(ReadOutcomeLayout.READ_L2);
        // without the tag this host writes memory, and the copy is gone
        assertThat(host.deviceWrite(10, true, PlacementLayout.NONE))
                .isEqualTo(WriteOutcomeLayout.WRITE_HIT_OTHER_L2_TO_MEMORY);
        assertThat(host.coreRead(1, 10)).isEqualTo(ReadOutcomeLayout.READ_DRAM);
    }

    @Test
    void aPartialWriteMergesOnAHitAndFetchesOnAMiss() {
        HostMemory host = host(partial(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH));
        assertThat(host.deviceWrite(10, false, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_LLC);
        assertThat(host.counter(HostCounterLayout.DRAM_READ_DEVICE)).isEqualTo(1);
        assertThat(host.deviceWrite(10, false, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_HIT_LLC_IO);
        assertThat(host.counter(HostCounterLayout.DRAM_READ_DEVICE)).isEqualTo(1);
        assertThat(host.counter(HostCounterLayout.UNREAD_OVERWRITTEN)).isZero();
    }

    /** A line of completion entries that no cache holds: the first of four entries fetches it, the others find it; one of 64 bytes fetches nothing. */
    @Test
    void fourCompletionEntriesOfALineCostOneDramReadAndOneThatFillsItNone() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));

        for (int entry = 0; entry < 4; entry++) {
            host.deviceWrite(10, false, PlacementLayout.NONE);
        }
        assertThat(host.dramReadBytes()).isEqualTo(64);
        assertThat(host.dramWriteBytes()).isZero();

        host.deviceWrite(11, true, PlacementLayout.NONE);
        assertThat(host.dramReadBytes()).isEqualTo(64);
        assertThat(host.dramWriteBytes()).isZero();
    }

    @Test
    void aPartialWriteUnderAMaskAllocatesNothing() {
        HostMemory host = host(partial(DeviceWritePolicy.ddio(), PartialMissPolicy.MASKED_WRITE));
        assertThat(host.deviceWrite(10, false, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_MEMORY);
        assertThat(inLlc(10)).isFalse();
        assertThat(host.dramReadBytes()).isZero();
        assertThat(host.dramWriteBytes()).isEqualTo(64);
    }

    @Test
    void aPartialWriteWithoutDirectCacheAccessReadsAndWritesDram() {
        HostMemory host = host(partial(DeviceWritePolicy.noDca(), PartialMissPolicy.FETCH));
        assertThat(host.deviceWrite(10, false, PlacementLayout.NONE)).isEqualTo(WriteOutcomeLayout.WRITE_MEMORY);
        assertThat(host.dramReadBytes()).isEqualTo(64);
        assertThat(host.dramWriteBytes()).isEqualTo(64);
    }

    @Test
    void aRefusedStashStaysInTheLlc() {
        HostMemory refusing = host(new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, 0, 1));
        assertThat(refusing.deviceWrite(10, true, PlacementLayout.stashToCore(1)))
                .isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_LLC);
        assertThat(inLlc(10)).isTrue();
        assertThat(refusing.counter(HostCounterLayout.STASH_REFUSED)).isEqualTo(1);
    }

    @Test
    void anAcceptedStashIsPulledIntoTheL2ButItsPassageEvictsFromTheLlc() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        host.deviceWrite(10, true, PlacementLayout.NONE);
        host.deviceWrite(11, true, PlacementLayout.NONE);
        assertThat(host.deviceWrite(12, true, PlacementLayout.stashToCore(1)))
                .isEqualTo(WriteOutcomeLayout.WRITE_ALLOC_L2);
        assertThat(inL2(1, 12)).isTrue();
        assertThat(inLlc(12)).isFalse();
        assertThat(inLlc(10)).isFalse();
        assertThat(host.counter(HostCounterLayout.LLC_VICTIMS)).isEqualTo(1);
    }

    @Test
    void aDeviceReadMovesNothingAndCountsAsARead() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        assertThat(host.deviceRead(10)).isEqualTo(ReadOutcomeLayout.READ_DRAM);
        assertThat(inLlc(10)).isFalse();
        host.deviceWrite(10, true, PlacementLayout.l2OfCore(0));
        assertThat(host.deviceRead(10)).isEqualTo(ReadOutcomeLayout.READ_L2_SIBLING);
        assertThat(inL2(0, 10)).isTrue();
        host.deviceWrite(11, true, PlacementLayout.l2OfCore(0));
        host.deviceWrite(12, true, PlacementLayout.l2OfCore(0)); // L2.0 [12 11], 10 -> LLC: it was read
        assertThat(host.counter(HostCounterLayout.UNREAD_FROM_L2)).isZero();
        assertThat(host.deviceRead(10)).isEqualTo(ReadOutcomeLayout.READ_LLC_LOCAL);
    }

    @Test
    void aDroppedBufferLeavesWithoutAWriteBack() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        host.deviceWrite(10, true, PlacementLayout.NONE);
        host.coreRead(0, 10);
        host.invalidateWithoutWriteback(10);
        host.invalidateWithoutWriteback(10);
        assertThat(inL2(0, 10)).isFalse();
        assertThat(host.counter(HostCounterLayout.INVALIDATIONS)).isEqualTo(1);
        assertThat(host.dramWriteBytes()).isZero();
    }

    @Test
    void retentionMayUseTheWaysOfTheCpu() {
        HostMemory host = host(DeviceWriteConfig.of(DeviceWritePolicy.ddio()));
        for (long line = 10; line < 14; line++) {
            host.deviceWrite(line, true, PlacementLayout.RETAIN);
        }
        assertThat(host.counter(HostCounterLayout.LLC_VICTIMS)).isZero();
        assertThat(inLlc(10)).isTrue();
    }
}
