package tlpsim.scenarios.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tlpsim.scenarios.store.ResultStore;

/** The option {@code --store}. */
final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "FILE",
            defaultValue = "results/tlpsim.db",
            description = "The results store; ${DEFAULT-VALUE} by default.")
    private Path file;

    Path file() {
        return file;
    }

    /** Made, with its directory, where there is none. */
    ResultStore open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return ResultStore.open(file);
    }

    ResultStore openExisting() {
        return ResultStore.openExisting(file);
    }
}
