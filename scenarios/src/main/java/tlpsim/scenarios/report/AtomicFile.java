package tlpsim.scenarios.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all: into a temporary file beside the target, then moved into place. */
public final class AtomicFile {
    private AtomicFile() {}

    /** @throws UncheckedIOException with the target's name; the target is then as it was before */
    public static void write(Path target, String text) {
        Path temporary = null;
        try {
            Path directory = target.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            // Not createTempFile: its files are for the owner alone, and a result is to be shared.
            temporary = directory.resolve(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            delete(temporary);
            throw new UncheckedIOException(
                    new IOException(target + " cannot be written: " + failure.getMessage(), failure));
        }
    }

    private static void delete(Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                // The first failure is the one to report; a temporary file that stays behind is named like one.
                return;
            }
        }
    }
}
