package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.fabric.DirectedLink;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpKind;
import tlpsim.gen.capture.TlpTrace;

/**
 * A NIC that sends against recordings of an Intel X520 at MPS 256 and MRRS 512, whose packets lay in the memory that recorded, one per page; its rings lay
 * elsewhere. It used 16 tags. The recordings hold some completions before the request that they answer, so requests and completions are taken apart by tag.
 */
@Tag("outside")
class NicTransmitCaptureTest {
    private static final int TAGS = 16;
    private static final LinkConfig LINK = LinkConfig.of(Generation.GEN2, 8);

    /** A read. */
    private record Access(long address, int bytes) {}

    @ParameterizedTest
    @CsvSource({
        "64,1", "64,16", "64,32", "512,1", "512,16", "512,32", "1024,1", "1024,16", "1024,32", "1500,1", "1500,16",
        "1500,32"
    })
    void itAsksForTheRecordedBytesInTheRecordedOrder(int bytes, int packets) {
        List<Access> recorded = new ArrayList<>();
        TlpFlyweight tlp = new TlpFlyweight();
        TlpTrace trace = trace(bytes, packets);
        for (int i = 0; i < trace.size(); i++) {
            if (kind(tlp, trace, i) == TlpKind.MRD) {
                recorded.add(new Access(tlp.address(), tlp.lengthDw() * 4));
            }
        }

        assertThat(simulated(bytes, packets))
                .hasSizeGreaterThanOrEqualTo(packets)
                .isEqualTo(recorded);
    }

    @ParameterizedTest
    @CsvSource({"64,32", "512,32", "1024,32", "1500,32"})
    void itUsesAllItsTagsAndTheRecordedDeviceNoMore(int bytes, int packets) {
        TlpTrace trace = trace(bytes, packets);
        TlpFlyweight tlp = new TlpFlyweight();
        for (int i = 0; i < trace.size(); i++) {
            if (kind(tlp, trace, i) == TlpKind.MRD) {
                assertThat(tlp.tag()).isLessThan(TAGS);
            }
        }
        SendSetup setup = setup();
        DeviceRig rig = setup.rig();
        run(setup, rig, bytes, packets);

        assertThat(rig.mostReadsOutstanding()).isEqualTo(TAGS);
    }

    /** Completions of several reads came mixed, those of one tag in order: cut where the model of the link cuts them. */
    @ParameterizedTest
    @CsvSource({
        "64,1", "64,16", "64,32", "512,1", "512,16", "512,32", "1024,1", "1024,16", "1024,32", "1500,1", "1500,16",
        "1500,32"
    })
    void completionsAreCutAsRecorded(int bytes, int packets) {
        TlpTrace trace = trace(bytes, packets);
        TlpFlyweight tlp = new TlpFlyweight();
        Map<Integer, List<Integer>> expected = new TreeMap<>();
        Map<Integer, List<Integer>> recorded = new TreeMap<>();
        int completions = 0;
        for (int i = 0; i < trace.size(); i++) {
            boolean read = kind(tlp, trace, i) == TlpKind.MRD;
            int length = tlp.lengthDw() * 4;
            if (!read) {
                recorded.computeIfAbsent(tlp.tag(), any -> new ArrayList<>()).add(length);
                completions++;
                continue;
            }
            int at = (int) tlp.address() & 0xFFF;
            for (int left = length; left > 0; ) {
                int piece = DirectedLink.completionPiece(LINK, at, left);
                expected.computeIfAbsent(tlp.tag(), any -> new ArrayList<>()).add(piece);
                at += piece;
                left -= piece;
            }
        }

        assertThat(recorded).isEqualTo(expected);
        assertThat(completions).isEqualTo(packets * ((bytes + 255) / 256));
    }

    private static TlpKind kind(TlpFlyweight tlp, TlpTrace trace, int index) {
        tlp.wrap(trace.buffer(), trace.offset(index), trace.headerBytes(index), false);
        return tlp.kind();
    }

    private static TlpTrace trace(int bytes, int packets) {
        String name = "nettlp-pcap/nic-and-nvme_x520_x520-" + bytes + "B-" + packets + "pkt.pcap";
        return TlpTrace.load(Path.of(System.getProperty("tlpsim.vectors"), name));
    }

    private static SendSetup setup() {
        SendSetup setup = new SendSetup();
        setup.maxReads = TAGS;
        return setup;
    }

    private static List<Access> simulated(int bytes, int packets) {
        SendSetup setup = setup();
        DeviceRig rig = setup.rig();
        run(setup, rig, bytes, packets);
        return rig.emitted(AccessKind.DATA_READ).stream()
                .map(tlp -> new Access(tlp.address(), tlp.bytes()))
                .toList();
    }

    private static void run(SendSetup setup, DeviceRig rig, int bytes, int packets) {
        NicTransmitModel model = setup.make(rig);
        rig.start(model);
        setup.write(model, 0, packets, bytes, 0);
        rig.doorbell(1_000, 0, packets);
        rig.runUntil(1_000_000_000L);
    }
}
