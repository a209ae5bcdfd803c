package tlpsim.scenarios.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.agrona.DirectBuffer;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.gen.capture.SidecarWriter;
import tlpsim.gen.capture.TlpCaptureForm;
import tlpsim.gen.capture.TlpCaptureWriter;

/**
 * TLPs of a run as a nanosecond pcap, and beside it, with {@code .csv} behind its name, their decoded fields.
 *
 * <p>Both taps hold the TLPs that arrive at a completer within the window, each in the order of its own times; the requester's also those that ended on their
 * way within it. Payload is not simulated: a frame holds prefixes
 * and header, and the length of the whole TLP as its original length.
 */
public final class TlpExport {
    private final Path file;
    private final CaptureTap tap;
    private final TlpCaptureForm form;
    private final CaptureRecorder recorder;

    /** @param recorder is shown the run's TLPs before anything is written */
    public TlpExport(Path file, CaptureTap tap, TlpCaptureForm form, CaptureRecorder recorder) {
        this.file = file;
        this.tap = tap;
        this.form = form;
        this.recorder = recorder;
    }

    public CaptureRecorder recorder() {
        return recorder;
    }

    public Path file() {
        return file;
    }

    /** The file of decoded fields. */
    public Path sidecar() {
        return file.resolveSibling(file.getFileName() + ".csv");
    }

    /**
     * Writes both files; each appears only when both are complete.
     *
     * @return what was written, in one line
     * @throws IOException with the reason, for users
     */
    public String write() throws IOException {
        try {
            writeFiles();
        } catch (FileSystemException failure) {
            throw new IOException(reason(failure), failure);
        }
        String cut = recorder.seen() > recorder.size()
                ? ", the first of " + recorder.seen() + " in the window (--capture-limit)"
                : "";
        return recorder.size() + " TLPs written to " + file + " and " + sidecar() + cut;
    }

    /** Those whose own message is only the name of a file. */
    private static String reason(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + failure.getFile();
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return failure.getFile() + " is not a directory";
        }
        return failure.getMessage();
    }

    private void writeFiles() throws IOException {
        try (TlpCaptureWriter capture = new TlpCaptureWriter(file, form);
                SidecarWriter sidecar = new SidecarWriter(sidecar())) {
            RecordRow row = new RecordRow(tap);
            for (int index : order()) {
                DirectBuffer records = recorder.buffer(index);
                int offset = recorder.offset(index);
                if (!tap.sees(records, offset)) {
                    continue;
                }
                int header = tap.headerBytes(records, offset);
                int payload = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
                capture.write(
                        tap.timePs(records, offset),
                        false,
                        records,
                        tap.headerOffset(records, offset),
                        header,
                        header + payload);
                row.wrap(records, offset, capture.frames());
                sidecar.write(row);
            }
            capture.commit();
            sidecar.commit();
        }
    }

    /** By the tap's time; TLPs of several ports arrive in another order than they leave. */
    private int[] order() {
        Integer[] order = new Integer[recorder.size()];
        Arrays.setAll(order, index -> index);
        Arrays.sort(
                order, Comparator.comparingLong(index -> tap.timePs(recorder.buffer(index), recorder.offset(index))));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
