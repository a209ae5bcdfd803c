package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.PortConfig;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpKind;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.gen.capture.TlpCaptureForm;
import tlpsim.gen.capture.TlpCaptureWriter;
import tlpsim.gen.capture.TlpTrace;
import tlpsim.gen.device.DeviceRig.Emitted;
import tlpsim.gen.hint.RequestTemplate;

class ReplayModelTest {
    private static final long US = 1_000_000L;
    private static final long HIGH = 0x12_3456_7000L;
    private static final long LOW = 0x8000_1000L;
    private static final int DEVICE_ID = 0x1900;
    private static final int TAG = 0x5A;
    private static final int MICROS = 1_000_000;

    @TempDir
    private Path folder;

    private static MemoryRequestEncoder write(long address) {
        return new MemoryRequestEncoder()
                .requesterId(DEVICE_ID)
                .address(address)
                .lengthDw(16);
    }

    private static MemoryRequestEncoder read(long address) {
        return write(address).kind(TlpKind.MRD).tag(TAG);
    }

    private static String header(MemoryRequestEncoder request) {
        byte[] bytes = new byte[32];
        int length = request.encode(new UnsafeBuffer(bytes), 0);
        return HexFormat.of().formatHex(bytes, 0, length);
    }

    /** A capture with a header every microsecond. */
    private ReplayTrace trace(List<String> headers) throws IOException {
        Path file = folder.resolve("trace.pcap");
        try (TlpCaptureWriter writer = new TlpCaptureWriter(file, TlpCaptureForm.RAW)) {
            long timePs = 0;
            for (String header : headers) {
                byte[] bytes = HexFormat.of().parseHex(header);
                int first = header.startsWith("9") ? 4 : 0;
                boolean data = (bytes[first] & 0x40) != 0;
                int payload = data ? (bytes[first + 3] & 0xFF) * 4 : 0;
                writer.write(timePs, false, new UnsafeBuffer(bytes), 0, bytes.length, bytes.length + payload);
                timePs += US;
            }
            writer.commit();
        }
        return new ReplayTrace(TlpTrace.load(file));
    }

    private ReplayTrace trace(MemoryRequestEncoder... requests) throws IOException {
        return trace(Arrays.stream(requests).map(ReplayModelTest::header).toList());
    }

    private static ReplayModelConfig config(int scaleMicros, boolean repeat, ReplayRetag retag) {
        return new ReplayModelConfig(0, 0, scaleMicros, repeat, retag);
    }

    private static List<Emitted> replay(ReplayTrace trace, ReplayModelConfig config, long endPs) {
        DeviceRig rig = new DeviceRig(1, 1, false);
        rig.start(new ReplayModel(config, trace, rig.port));
        rig.runUntil(endPs);
        return rig.emitted();
    }

    private static ReplayHint hint(int ph, int st, RequesterEnable enable) {
        return new ReplayHint(ph, DeviceRig.capability(enable), index -> st + index, 0);
    }

    private static List<Emitted> hinted(ReplayTrace trace, ReplayHint writes, ReplayHint reads) {
        DeviceRig rig = new DeviceRig(1, 1, false);
        rig.start(new ReplayModel(config(MICROS, false, ReplayRetag.HINTS), trace, rig.port, writes, reads));
        rig.runUntil(100 * US);
        return rig.emitted();
    }

    @Test
    void headersGoOutUnchangedAtTheirRecordedTimes() throws IOException {
        ReplayTrace trace = trace(
                write(HIGH).hints(2, 0x33),
                read(LOW),
                write(LOW).extendedHints(1, 0x1234).attr(2));
        List<Emitted> tlps = replay(trace, config(MICROS, false, ReplayRetag.KEEP), 100 * US);

        assertThat(tlps)
                .extracting(Emitted::header)
                .containsExactly(
                        header(write(HIGH).hints(2, 0x33)),
                        header(read(LOW)),
                        header(write(LOW).extendedHints(1, 0x1234).attr(2)));
        assertThat(tlps).extracting(Emitted::intendedPs).containsExactly(0L, US, 2 * US);
        assertThat(tlps)
                .extracting(Emitted::kind)
                .containsExactly(AccessKind.REPLAY_WRITE, AccessKind.REPLAY_READ, AccessKind.REPLAY_WRITE);
        assertThat(tlps).extracting(Emitted::flags).containsExactly(0, 0, TlpRecordLayout.FLAG_RELAXED);
        assertThat(trace.pages()).containsExactly(HIGH, LOW);
    }

    @Test
    void theTimeScaleStretchesAndShrinksGaps() throws IOException {
        ReplayTrace trace = trace(write(HIGH), write(HIGH), write(LOW));
        assertThat(replay(trace, config(500_000, false, ReplayRetag.KEEP), 100 * US))
                .extracting(Emitted::intendedPs)
                .containsExactly(0L, US / 2, US);
        assertThat(replay(trace, config(3_000_001, false, ReplayRetag.KEEP), 100 * US))
                .extracting(Emitted::intendedPs)
                .containsExactly(0L, 3_000_001L, 6_000_002L);
    }

    @Test
    void aRepeatedCaptureStartsAgainAfterItsMeanGap() throws IOException {
        ReplayTrace trace = trace(write(HIGH), write(HIGH), write(LOW));
        List<Emitted> tlps = replay(trace, config(MICROS, true, ReplayRetag.KEEP), 7 * US);

        assertThat(tlps)
                .extracting(Emitted::intendedPs)
                .containsExactly(0L, US, 2 * US, 3 * US, 4 * US, 5 * US, 6 * US);
        assertThat(tlps).extracting(Emitted::unit).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void stripTakesHintsAwayAndLeavesTheRest() throws IOException {
        ReplayTrace trace = trace(
                write(HIGH).hints(2, 0x33).attr(2).tc(3),
                read(LOW).hints(3, 0x44),
                write(LOW).extendedHints(1, 0x1234),
                read(HIGH).extendedHints(1, 0x1234),
                write(LOW).tag(TAG));
        assertThat(replay(trace, config(MICROS, false, ReplayRetag.STRIP), 100 * US))
                .extracting(Emitted::header)
                .containsExactly(
                        header(write(HIGH).attr(2).tc(3)),
                        header(read(LOW)),
                        header(write(LOW)),
                        header(read(HIGH)),
                        header(write(LOW).tag(TAG)));
    }

    @Test
    void hintsReplaceWhatWasRecorded() throws IOException {
        ReplayTrace trace = trace(
                write(HIGH).extendedHints(1, 0x7777), read(LOW), write(LOW).tag(TAG));
        ReplayHint reads = hint(3, 0x42, RequesterEnable.TPH);
        assertThat(hinted(trace, hint(2, 0x1234, RequesterEnable.EXTENDED), reads))
                .extracting(Emitted::header)
                .containsExactly(
                        header(write(HIGH).extendedHints(2, 0x1234)),
                        header(read(LOW).hints(3, 0x42)),
                        header(write(LOW).extendedHints(2, 0x1234)));
        assertThat(hinted(trace, hint(2, 0x34, RequesterEnable.TPH), reads))
                .extracting(Emitted::header)
                .containsExactly(
                        header(write(HIGH).hints(2, 0x34)),
                        header(read(LOW).hints(3, 0x42)),
                        header(write(LOW).hints(2, 0x34)));
    }

    @Test
    void noPreferenceNeedsNoPrefixAndNoTphNoHint() throws IOException {
        ReplayTrace trace = trace(write(HIGH).extendedHints(1, 0x7777), read(LOW));
        ReplayHint none = hint(RequestTemplate.NO_HINT, 5, RequesterEnable.TPH);
        assertThat(hinted(trace, hint(2, 0, RequesterEnable.EXTENDED), none))
                .extracting(Emitted::header)
                .containsExactly(header(write(HIGH).hints(2, 0)), header(read(LOW)));
        assertThat(hinted(trace, hint(2, -1, RequesterEnable.EXTENDED), none))
                .extracting(Emitted::header)
                .containsExactly(header(write(HIGH)), header(read(LOW)));
    }

    @Test
    void interruptsTouchNoPageAndGetNoHint() throws IOException {
        MemoryRequestEncoder msi = write(0xFEE0_3000L).lengthDw(1);
        ReplayTrace trace = trace(write(LOW), msi);
        List<Emitted> tlps = hinted(
                trace, hint(2, 0x34, RequesterEnable.TPH), hint(RequestTemplate.NO_HINT, 0, RequesterEnable.TPH));

        assertThat(tlps).extracting(Emitted::kind).containsExactly(AccessKind.REPLAY_WRITE, AccessKind.INTERRUPT);
        assertThat(tlps.get(1).header()).isEqualTo(header(msi));
        assertThat(trace.pages()).containsExactly(LOW);
    }

    @Test
    void whatIsNoRequestOfTheDeviceIsCountedByName() throws IOException {
        // Completions of the host 00:00.0 to the device, a register write of that host, a message, a configuration
        // read.
        String completion = "4a000001" + "00000004" + "19000500";
        String registerWrite = "40000001" + "0000000f" + "a0000010";
        String message = "34000000" + "19000020" + "00000000" + "00000000";
        String config = "04000001" + "0000000f" + "01000000";
        ReplayTrace trace = trace(List.of(header(write(LOW)), completion, registerWrite, message, completion, config));

        assertThat(trace.size()).isEqualTo(1);
        assertThat(trace.skipped()).hasToString("{CfgRd0=1, CplD=2, Msg=1, from-host=1}");
        assertThat(trace.pages()).containsExactly(LOW);
    }

    @Test
    void aDeviceWhoseRegistersAreReadIsStillADevice() throws IOException {
        String ofHost = "4a000001" + "00000004" + "19000500";
        String ofDevice = "4a000001" + "19000004" + "00000500";
        String registerRead = "00000001" + "0000000f" + "a0000010";
        ReplayTrace trace = trace(List.of(header(write(LOW)), ofHost, registerRead, ofDevice));

        assertThat(trace.size()).isEqualTo(1);
        assertThat(trace.skipped()).hasToString("{CplD=2, from-host=1}");
    }

    @Test
    void atomicsAreReplayedAsWrites() throws IOException {
        ReplayTrace trace = trace(write(LOW).kind(TlpKind.FETCH_ADD).lengthDw(2));
        assertThat(replay(trace, config(MICROS, false, ReplayRetag.KEEP), US))
                .extracting(Emitted::kind)
                .containsExactly(AccessKind.REPLAY_WRITE);
    }

    @Test
    void whatCannotBeReplayedIsRefused() throws IOException {
        ReplayTrace one = trace(write(LOW));
        DeviceRig rig = new DeviceRig(1, 1, false);
        assertThat(one.canRepeat()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayModel(config(MICROS, true, ReplayRetag.KEEP), one, rig.port));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayModel(config(MICROS, false, ReplayRetag.HINTS), one, rig.port));
        LinkConfig flit = LinkConfig.of(Generation.GEN6, 8);
        UpstreamPort port = new UpstreamPort(new PortConfig(0, flit, 1, 0, 0), new DeviceModel[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplayModel(config(MICROS, false, ReplayRetag.KEEP), one, port));
        assertThatIllegalArgumentException().isThrownBy(() -> config(0, false, ReplayRetag.KEEP));
    }

    @Test
    void aRepeatedReplayAllocatesNothing() throws IOException {
        ReplayTrace trace = trace(write(HIGH).extendedHints(1, 0x7777), read(LOW), write(LOW));
        DeviceRig rig = new DeviceRig(1, 1, true);
        rig.stopCollecting();
        ReplayHint hint = hint(2, 0x1234, RequesterEnable.EXTENDED);
        rig.start(new ReplayModel(config(MICROS, true, ReplayRetag.HINTS), trace, rig.port, hint, hint));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int window = 1; window <= 3; window++) {
            // The virtual machine may allocate for the thread when it recompiles; the model would in every window.
            long before = threads.getCurrentThreadAllocatedBytes();
            rig.runUntil(window * 10_000L * US);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
        assertThat(rig.records()).isEqualTo(30_000);
    }
}
