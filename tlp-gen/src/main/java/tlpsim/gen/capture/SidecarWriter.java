package tlpsim.gen.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes the sidecar of a capture: CSV (RFC 4180, line feed, UTF-8), one line per frame. The file appears under its
 * name when {@link #commit} returns; closed without it, nothing is left.
 */
public final class SidecarWriter implements Closeable {
    /** First line of the file. */
    public static final String COLUMNS =
            "frame,time_ps,tap,queue,kind,ph,st,namespace,th,prefix,address,length,outcome";

    private final ReplacedFile file;
    private final OutputStream stream;
    private final StringBuilder line = new StringBuilder(128);

    public SidecarWriter(Path target) throws IOException {
        file = new ReplacedFile(target);
        stream = file.stream();
        stream.write((COLUMNS + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void write(SidecarRow row) throws IOException {
        line.setLength(0);
        line.append(row.frame()).append(',').append(row.timePs()).append(',');
        text(row.tap());
        if (row.queue() >= 0) {
            line.append(row.queue());
        }
        line.append(',');
        text(row.kind());
        if (row.th()) {
            line.append(row.ph()).append(',').append(row.steeringTag()).append(',');
        } else {
            line.append(",,");
        }
        text(row.namespace());
        line.append(row.th() ? "1," : "0,").append(row.prefix() ? "1," : "0,");
        line.append("0x").append(Long.toHexString(row.address())).append(',');
        line.append(row.lengthBytes()).append(',');
        text(row.outcome());
        line.setCharAt(line.length() - 1, '\n');
        stream.write(line.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Completes the file and moves it into place. */
    public void commit() throws IOException {
        file.commit();
    }

    private void text(String value) {
        boolean quoted = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        if (quoted) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
        line.append(',');
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
