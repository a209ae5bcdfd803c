package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlpCaptureWriterTest {
    private static final int TLPS = 2_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(TlpCaptureForm.class)
    void whatIsWrittenReadsBack(TlpCaptureForm form) throws IOException {
        Path file = folder.resolve("out.pcap");
        UnsafeBuffer tlp = new UnsafeBuffer(new byte[64]);
        SplittableRandom random = new SplittableRandom(7);
        long[] timesPs = new long[TLPS];
        int[] lengths = new int[TLPS];
        long timePs = 0;
        try (TlpCaptureWriter writer = new TlpCaptureWriter(file, form)) {
            for (int i = 0; i < TLPS; i++) {
                lengths[i] = 1 + random.nextInt(1024);
                timesPs[i] = timePs;
                memoryWrite(tlp, lengths[i], i);
                writer.write(timePs, (i & 1) == 1, tlp, 8, 16, 16 + 4 * lengths[i]);
                timePs += 1000L * random.nextLong(2_000_000_000L);
            }
            assertThat(writer.frames()).isEqualTo(TLPS);
            writer.commit();
        }

        TlpTrace trace = TlpTrace.load(file);
        assertThat(trace.size()).isEqualTo(TLPS);
        assertThat(trace.skippedFrames()).isZero();
        for (int i = 0; i < TLPS; i++) {
            memoryWrite(tlp, lengths[i], i);
            assertThat(trace.timePs(i)).isEqualTo(timesPs[i]);
            assertThat(trace.wireBytes(i)).isEqualTo(16 + 4 * lengths[i]);
            assertThat(trace.headerBytes(i)).isEqualTo(16);
            assertThat(trace.capturedBytes(i)).isEqualTo(16);
            assertThat(trace.frameNumber(i)).isEqualTo(i + 1);
            for (int at = 0; at < 16; at++) {
                assertThat(trace.buffer().getByte(trace.offset(i) + at)).isEqualTo(tlp.getByte(8 + at));
            }
        }
        boolean told = trace.senderAddress(0) != trace.senderAddress(1);
        assertThat(told).isEqualTo(form == TlpCaptureForm.NETTLP);
        assertThat(trace.senderAddress(0)).isEqualTo(trace.senderAddress(2));
    }

    @Test
    void theEncapsulationIsWhatOtherToolsVerify() throws IOException {
        Path file = folder.resolve("out.pcap");
        UnsafeBuffer tlp = new UnsafeBuffer(new byte[64]);
        try (TlpCaptureWriter writer = new TlpCaptureWriter(file, TlpCaptureForm.NETTLP)) {
            for (int i = 0; i < 70_000; i++) {
                memoryWrite(tlp, 64, i);
                writer.write(i * 1000L, false, tlp, 8, 16, 272);
            }
            writer.commit();
        }
        try (CaptureReader reader = CaptureReader.open(file)) {
            int sequence = 0;
            while (reader.next()) {
                byte[] bytes = reader.bytes();
                int network = reader.dataOffset() + FrameLayout.ETHERNET_BYTES;
                long sum = 0;
                for (int at = network; at < network + 20; at += 2) {
                    sum += u16(bytes, at);
                }
                assertThat((sum & 0xFFFF) + (sum >>> 16)).isEqualTo(0xFFFF);
                assertThat(u16(bytes, network + 2)).isEqualTo(20 + 8 + 6 + 272);
                assertThat(u16(bytes, network + 22)).isEqualTo(0x3000);
                assertThat(u16(bytes, network + 24)).isEqualTo(8 + 6 + 272);
                assertThat(u16(bytes, network + 28)).isEqualTo(sequence & 0xFFFF);
                assertThat(reader.originalBytes()).isEqualTo(14 + 20 + 8 + 6 + 272);
                sequence++;
            }
        }
    }

    @Test
    void withoutCommitNothingIsLeftAndAnOldFileStays() throws IOException {
        Path file = folder.resolve("out.pcap");
        Files.writeString(file, "old");
        UnsafeBuffer tlp = new UnsafeBuffer(new byte[64]);
        memoryWrite(tlp, 1, 0);
        try (TlpCaptureWriter writer = new TlpCaptureWriter(file, TlpCaptureForm.RAW)) {
            writer.write(0, false, tlp, 8, 16, 20);
        }

        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void commitReplacesAnOldFileAndMakesTheFolder() throws IOException {
        Path file = folder.resolve("new").resolve("out.pcap");
        for (int i = 0; i < 2; i++) {
            try (TlpCaptureWriter writer = new TlpCaptureWriter(file, TlpCaptureForm.RAW)) {
                writer.commit();
            }
        }
        assertThat(file).hasSize(PcapLayout.FILE_HEADER_BYTES);
        assertThatThrownBy(() -> TlpTrace.load(file)).hasMessageContaining("holds no TLP among 0 frames");
    }

    private static void memoryWrite(UnsafeBuffer tlp, int lengthDw, int number) {
        tlp.putInt(8, 0x6000_0000 | lengthDw & 0x3FF, java.nio.ByteOrder.BIG_ENDIAN);
        tlp.putInt(12, 0x0100_00FF | (number & 0xFF) << 8, java.nio.ByteOrder.BIG_ENDIAN);
        tlp.putInt(16, 1, java.nio.ByteOrder.BIG_ENDIAN);
        tlp.putInt(20, number << 12, java.nio.ByteOrder.BIG_ENDIAN);
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
