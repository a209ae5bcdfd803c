package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;

class HostMemoryConfigTest {
    @Test
    void coresOfADomainAreConsecutive() {
        HostTopologyConfig topology = new HostTopologyConfig(20, 8, 2);
        assertThat(topology.domains()).isEqualTo(3);
        assertThat(topology.sockets()).isEqualTo(2);
        assertThat(topology.domainOfCore(7)).isZero();
        assertThat(topology.domainOfCore(8)).isEqualTo(1);
        assertThat(topology.domainOfCore(19)).isEqualTo(2);
        assertThat(topology.socketOfDomain(1)).isZero();
        assertThat(topology.socketOfDomain(2)).isEqualTo(1);
    }

    @Test
    void impossibleSettingsNameTheRuleAndTheValues() {
        assertThatThrownBy(() -> new HostTopologyConfig(32_000, 8, 1)).hasMessageContaining("cores=32000 domains=4000");
        assertThatThrownBy(() -> new HostTopologyConfig(0, 8, 1)).hasMessageContaining("cores=0");
        assertThatThrownBy(() -> LlcConfig.inclusive(0, 1)).hasMessageContaining("ioWayMask=0");
        assertThatThrownBy(() -> new DeviceWriteConfig(DeviceWritePolicy.ddio(), PartialMissPolicy.FETCH, -1, 0))
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> DeviceWritePolicy.ddio()
                        .with(PlacementLayout.NONE, WriteOutcomeLayout.FOUND_NOWHERE, WriteAction.IN_PLACE))
                .hasMessageContaining("in place");
        assertThatThrownBy(() -> DeviceWritePolicy.ddio().withHits(PlacementLayout.NONE, WriteAction.TO_TARGET))
                .hasMessageContaining("TO_TARGET");
    }

    @Test
    void memoryMustHaveHomesAndMasksMustFitTheWays() {
        HostTopologyConfig topology = HostTopologyConfig.oneDomain(1);
        DeviceWriteConfig writes = DeviceWriteConfig.of(DeviceWritePolicy.ddio());
        LlcConfig wide = LlcConfig.victim(0x100, 0xFF);
        HomeDomainTable short64 = HomeDomainTable.regions(6, new int[] {0});
        assertThatThrownBy(() -> new HostMemoryConfig(65, topology, short64, wide, writes))
                .hasMessageContaining("64 of 65");
        assertThatThrownBy(() -> new HostMemoryConfig(64, topology, HomeDomainTable.single(1), wide, writes))
                .hasMessageContaining("home domain 1");
        HostMemoryConfig config = new HostMemoryConfig(64, topology, HomeDomainTable.single(0), wide, writes);
        CacheGeometry eightWays = CacheGeometry.modulo(2, 8);
        assertThatThrownBy(() -> new HostMemory(config, HostPair.caches(1, eightWays), HostPair.caches(1, eightWays)))
                .hasMessageContaining("0x100");
        assertThatThrownBy(() -> new HostMemory(config, HostPair.caches(2, eightWays), HostPair.caches(1, eightWays)))
                .hasMessageContaining("L2 caches given: 2, needed: 1");
    }

    @Test
    void everyCounterHasItsOwnName() {
        Set<String> names = new HashSet<>();
        for (int counter = 0; counter < HostCounterLayout.COUNT; counter++) {
            assertThat(names.add(HostCounterLayout.name(counter))).isTrue();
        }
        assertThat(HostCounterLayout.name(HostCounterLayout.WRITE_FULL + WriteOutcomeLayout.WRITE_ALLOC_LLC))
                .isEqualTo("write_full.miss_to_llc");
        assertThat(HostCounterLayout.name(HostCounterLayout.STASH_REFUSED)).isEqualTo("stash_refused");
        assertThat(HostCounterLayout.name(HostCounterLayout.DRAM_WRITE_BACK_IO)).isEqualTo("dram_write_back_io");
    }
}
