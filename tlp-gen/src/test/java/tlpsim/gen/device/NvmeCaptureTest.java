package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.gen.capture.TlpTrace;

/** The device against recordings of an Intel P4600 that read and wrote 512-byte blocks at MPS 256 and MRRS 512. */
@Tag("outside")
class NvmeCaptureTest {
    /** A request as far as the recordings can be reproduced. */
    private record Access(long address, int bytes) {}

    @ParameterizedTest
    @CsvSource({"1,ASCENDING", "4,ASCENDING", "8,ASCENDING", "32,ASCENDING", "64,LAST_FIRST"})
    void readsWriteTheRecordedTlpsInTheRecordedOrder(int blocks, PageOrderPolicy order) {
        List<Access> recorded = recorded("read", blocks, TlpKind.MWR);
        List<Access> written = simulated(blocks, order, 1_000_000, AccessKind.PAYLOAD);

        assertThat(written).hasSize(2 * blocks).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 32, 64})
    void readsWriteTheRecordedTlpsWhateverThePageOrder(int blocks) {
        List<Access> recorded = recorded("read", blocks, TlpKind.MWR);
        for (PageOrderPolicy order : PageOrderPolicy.values()) {
            List<Access> written = simulated(blocks, order, 1_000_000, AccessKind.PAYLOAD);
            assertThat(written).containsExactlyInAnyOrderElementsOf(recorded);
            assertAscendsInPages(written);
        }
        assertAscendsInPages(recorded);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 32, 64})
    void writesReadTheRecordedTlpsInTheRecordedOrder(int blocks) {
        List<Access> recorded = recorded("write", blocks, TlpKind.MRD);
        List<Access> read = simulated(blocks, PageOrderPolicy.ASCENDING, 0, AccessKind.DATA_READ);

        assertThat(read).hasSize(blocks).isEqualTo(recorded);
    }

    private static void assertAscendsInPages(List<Access> accesses) {
        Map<Long, Long> lastOfPage = new HashMap<>();
        for (Access access : accesses) {
            Long last = lastOfPage.put(access.address() >>> 12, access.address());
            assertThat(last == null || last < access.address()).isTrue();
        }
    }

    private static List<Access> simulated(int blocks, PageOrderPolicy order, int readsPerMillion, AccessKind kind) {
        NvmeSetup setup = new NvmeSetup();
        setup.depth = 1;
        setup.entries = 1;
        setup.blocks = blocks;
        setup.order = order;
        setup.readsPerMillion = readsPerMillion;
        DeviceRig rig = setup.rig();
        rig.start(setup.closed(rig));
        while (rig.emitted(AccessKind.COMPLETION).isEmpty()) {
            rig.runUntil(rig.emitted().get(rig.emitted().size() - 1).departPs() + 100_000_000L);
        }
        return rig.emitted(kind).stream()
                .filter(tlp -> tlp.departPs()
                        < rig.emitted(AccessKind.COMPLETION).get(0).departPs())
                .map(tlp -> new Access(tlp.address(), tlp.bytes()))
                .toList();
    }

    private static List<Access> recorded(String operation, int blocks, TlpKind kind) {
        String name = "nettlp-pcap/nic-and-nvme_p4600_p4600-" + operation + "-" + blocks + "blk.pcap";
        TlpTrace trace = TlpTrace.load(Path.of(System.getProperty("tlpsim.vectors"), name));
        TlpFlyweight tlp = new TlpFlyweight();
        List<Access> accesses = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            tlp.wrap(trace.buffer(), trace.offset(i), trace.headerBytes(i), false);
            if (tlp.kind() == kind) {
                accesses.add(new Access(tlp.address(), tlp.lengthDw() * 4));
            }
        }
        return accesses;
    }
}
