package tlpsim.scenarios.captures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tlpsim.gen.capture.PacketCaptureReader;
import tlpsim.gen.capture.PacketTrace;

/** The bundled capture is what its README says. */
class LoopbackCaptureTest {
    @Test
    void holdsTheTrafficThatItsReadmeDescribes() {
        PacketTrace trace = PacketTrace.load(Path.of("captures", "loopback.pcap"));
        byte[] key = new byte[PacketCaptureReader.MAX_FLOW_KEY_BYTES];
        TreeSet<String> flows = new TreeSet<>();
        long bytes = 0;
        for (int i = 0; i < trace.size(); i++) {
            int keyBytes = trace.copyFlowKey(i, key);
            flows.add(HexFormat.of().formatHex(key, 0, keyBytes));
            bytes += trace.lengthBytes(i);
        }

        assertThat(trace.size()).isEqualTo(1972);
        assertThat(bytes).isEqualTo(1_136_698);
        assertThat(flows).hasSize(144).allMatch(flow -> flow.startsWith("7f0000017f000001"));
        assertThat(trace.timePs(trace.size() - 1) / 1_000_000_000L).isEqualTo(75);
    }
}
