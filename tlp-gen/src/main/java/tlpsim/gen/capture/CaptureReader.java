package tlpsim.gen.capture;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * The records of a capture file, one after another: classic pcap (microseconds or nanoseconds) or pcapng, in either
 * byte order. A file that ends inside a record is an {@link InvalidInputException} that names file, record and byte.
 */
public abstract class CaptureReader implements Closeable {
    static final long PS_PER_SECOND = 1_000_000_000_000L;

    private static final long MAX_SPAN_SECONDS = Long.MAX_VALUE / PS_PER_SECOND - 1;
    private static final int BUFFER_BYTES = 1 << 16;

    final CaptureInput input;
    int linkType;
    int fcsBytes;
    int dataOffset;
    int capturedBytes;
    long originalBytes;

    private final String name;
    private long seconds;
    private long psOfSecond;
    private long firstSeconds;
    private long firstPsOfSecond;
    private long records;

    CaptureReader(String name, CaptureInput input) {
        this.name = name;
        this.input = input;
    }

    /** @throws InvalidInputException if the file is missing, unreadable or not a capture */
    public static CaptureReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidInputException(new Problem(file.toString(), 0, 0, "is a folder, not a capture", ""));
        }
        try {
            InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
            return open(file.toString(), stream);
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException(new Problem(file.toString(), 0, 0, "no such capture file", ""));
        } catch (IOException failure) {
            String message = "cannot be read as a capture: " + failure.getMessage();
            throw new InvalidInputException(new Problem(file.toString(), 0, 0, message, ""));
        }
    }

    /**
     * Reads from a stream, which is closed with the reader.
     *
     * @param name what messages call the stream
     */
    public static CaptureReader open(String name, InputStream stream) {
        CaptureInput input = new CaptureInput(name, stream);
        try {
            return open(name, input);
        } catch (InvalidInputException | UncheckedIOException failure) {
            input.close();
            throw failure;
        }
    }

    private static CaptureReader open(String name, CaptureInput input) {
        input.beginRecord(0);
        input.order(ByteOrder.BIG_ENDIAN);
        if (!input.readOrEnd(0, Integer.BYTES)) {
            throw input.problem("the file is empty", "");
        }
        int magic = input.i32(0);
        return switch (magic) {
            case PcapLayout.MICROSECOND_MAGIC -> new PcapReader(name, input, ByteOrder.BIG_ENDIAN, false);
            case PcapLayout.NANOSECOND_MAGIC -> new PcapReader(name, input, ByteOrder.BIG_ENDIAN, true);
            case PcapLayout.SWAPPED_MICROSECOND_MAGIC -> new PcapReader(name, input, ByteOrder.LITTLE_ENDIAN, false);
            case PcapLayout.SWAPPED_NANOSECOND_MAGIC -> new PcapReader(name, input, ByteOrder.LITTLE_ENDIAN, true);
            case PcapngLayout.SECTION_HEADER -> new PcapngReader(name, input);
            default ->
                throw input.problem(
                        "neither pcap nor pcapng: the first four bytes are "
                                + HexFormat.of().toHexDigits(magic),
                        magic >>> 16 == 0x1F8B ? "decompress it first" : "");
        };
    }

    /** Goes to the next record. @return false at the end of the file */
    public final boolean next() {
        if (!readRecord()) {
            return false;
        }
        if (records == 0) {
            firstSeconds = seconds;
            firstPsOfSecond = psOfSecond;
        }
        records++;
        return true;
    }

    /** Reads the next record into the fields of this class and calls {@link #time}. @return false at the end */
    abstract boolean readRecord();

    final void time(long newSeconds, long newPsOfSecond) {
        seconds = newSeconds;
        psOfSecond = newPsOfSecond;
    }

    /** The name that messages give the file. */
    public final String name() {
        return name;
    }

    /** 1-based number of the current record, as other tools number frames. */
    public final long frameNumber() {
        return records;
    }

    /** Whole seconds since the epoch of the file's clock. */
    public final long seconds() {
        return seconds;
    }

    /** Picoseconds within {@link #seconds()}: 0 to 10^12 - 1. */
    public final long psOfSecond() {
        return psOfSecond;
    }

    /** Time since the first record; negative where the file is not in order of time. */
    public final long relativePs() {
        long span = seconds - firstSeconds;
        if (Math.abs(span) > MAX_SPAN_SECONDS) {
            throw problem("lies more than " + MAX_SPAN_SECONDS + " s from the first record", "split the capture");
        }
        return span * PS_PER_SECOND + psOfSecond - firstPsOfSecond;
    }

    /** LINKTYPE_ value of the record's interface. */
    public final int linkType() {
        return linkType;
    }

    /** Bytes of frame check sequence at the end of each frame, where the file says so; they count as frame bytes. */
    public final int fcsBytes() {
        return fcsBytes;
    }

    /** Holds the record's bytes from {@link #dataOffset()} on, until {@link #next()}. */
    public final byte[] bytes() {
        return input.bytes();
    }

    public final int dataOffset() {
        return dataOffset;
    }

    public final int capturedBytes() {
        return capturedBytes;
    }

    /** Length of the frame before snaplen cut it; at least {@link #capturedBytes()}. */
    public final long originalBytes() {
        return originalBytes;
    }

    /** A mistake in the current record. */
    final InvalidInputException problem(String message, String hint) {
        return input.problem(message, hint);
    }

    @Override
    public final void close() {
        input.close();
    }
}
