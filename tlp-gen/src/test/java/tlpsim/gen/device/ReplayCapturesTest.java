package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.gen.capture.TlpTrace;
import tlpsim.gen.device.DeviceRig.Emitted;

/** Every TLP of every real capture is replayed as it was recorded, or counted. */
@Tag("outside")
class ReplayCapturesTest {
    private static final int MICROS = 1_000_000;
    private static final long SECOND_PS = 1_000_000_000_000L;

    private static List<Path> captures() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("tlpsim.vectors"), "nettlp-pcap"))) {
            return files.sorted().toList();
        }
    }

    private static List<Emitted> replay(ReplayTrace trace) {
        DeviceRig rig = new DeviceRig(1, 1, true);
        rig.start(new ReplayModel(new ReplayModelConfig(0, 0, MICROS, false, ReplayRetag.KEEP), trace, rig.port));
        rig.runUntil(SECOND_PS);
        return rig.emitted();
    }

    @Test
    void everyFrameIsSentAsRecordedOrCounted() throws IOException {
        List<Path> files = captures();
        assertThat(files).hasSize(23);
        TreeMap<String, Integer> skipped = new TreeMap<>();
        int sent = 0;
        for (Path file : files) {
            TlpTrace recorded = TlpTrace.load(file);
            ReplayTrace trace = new ReplayTrace(recorded);
            List<Emitted> emitted = replay(trace);
            int counted = trace.skipped().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(emitted.size() + counted).as(file.toString()).isEqualTo(recorded.size());
            assertSent(recorded, trace, emitted);
            trace.skipped().forEach((name, count) -> skipped.merge(name, count, Integer::sum));
            sent += emitted.size();
        }
        assertThat(sent).isEqualTo(677);
        assertThat(skipped).hasToString("{CplD=858, from-host=2}");
    }

    private static void assertSent(TlpTrace recorded, ReplayTrace trace, List<Emitted> emitted) {
        int next = 0;
        long firstPs = -1;
        for (int i = 0; i < recorded.size() && next < emitted.size(); i++) {
            if (recorded.frameNumber(i) != trace.frameNumber(next)) {
                continue;
            }
            Emitted tlp = emitted.get(next++);
            firstPs = firstPs < 0 ? recorded.timePs(i) : firstPs;
            byte[] header = new byte[recorded.headerBytes(i)];
            recorded.buffer().getBytes(recorded.offset(i), header);
            assertThat(tlp.header()).isEqualTo(HexFormat.of().formatHex(header));
            assertThat(tlp.intendedPs()).isEqualTo(recorded.timePs(i) - firstPs);
        }
        assertThat(next).isEqualTo(emitted.size());
    }

    @Test
    void thePagesAreThoseThatTheRequestsTouch() throws IOException {
        for (Path file : captures()) {
            ReplayTrace trace = new ReplayTrace(TlpTrace.load(file));
            Set<Long> touched = new HashSet<>();
            for (Emitted tlp : replay(trace)) {
                if (tlp.kind() != AccessKind.INTERRUPT) {
                    touched.add(tlp.address() & -4096L);
                }
            }
            assertThat(trace.pages()).doesNotHaveDuplicates().hasSize(touched.size());
            for (long page : trace.pages()) {
                assertThat(touched).contains(page);
            }
        }
    }

    @Test
    void theSoftwareNicsRegistersAreNoPartOfHostMemory() {
        Path file = Path.of(System.getProperty("tlpsim.vectors"), "nettlp-pcap", "simple-nic_simple-nic-ping.pcap");
        ReplayTrace trace = new ReplayTrace(TlpTrace.load(file));

        assertThat(trace.skipped()).hasToString("{CplD=3, from-host=2}");
        assertThat(replay(trace))
                .extracting(Emitted::kind)
                .containsExactly(
                        AccessKind.REPLAY_READ,
                        AccessKind.REPLAY_READ,
                        AccessKind.INTERRUPT,
                        AccessKind.REPLAY_WRITE,
                        AccessKind.REPLAY_WRITE,
                        AccessKind.INTERRUPT,
                        AccessKind.REPLAY_READ);
    }

    @Test
    void relaxedOrderingIsTakenFromTheRecordedAttributes() {
        Path file =
                Path.of(System.getProperty("tlpsim.vectors"), "nettlp-pcap", "nic-and-nvme_p4600_p4600-read-8blk.pcap");
        assertThat(replay(new ReplayTrace(TlpTrace.load(file))))
                .extracting(Emitted::flags)
                .containsOnly(TlpRecordLayout.FLAG_RELAXED);
    }
}
