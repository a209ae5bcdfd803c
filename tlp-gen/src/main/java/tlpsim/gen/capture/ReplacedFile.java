package tlpsim.gen.capture;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that appears under its name only when it is complete; without {@link #commit} nothing is left behind. */
final class ReplacedFile implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path part;
    private final OutputStream stream;
    private boolean done;

    ReplacedFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        Files.createDirectories(this.target.getParent());
        part = Files.createTempFile(this.target.getParent(), "." + this.target.getFileName(), ".part");
        stream = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES);
    }

    OutputStream stream() {
        return stream;
    }

    /** Moves the file into place. */
    void commit() throws IOException {
        stream.close();
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        done = true;
    }

    @Override
    public void close() throws IOException {
        if (!done) {
            done = true;
            stream.close();
            Files.deleteIfExists(part);
        }
    }
}
