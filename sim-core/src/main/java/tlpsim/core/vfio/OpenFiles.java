package tlpsim.core.vfio;

import java.util.Optional;
import java.util.TreeMap;

/** The file descriptors of a user: dma-bufs, and files of other kinds. */
public final class OpenFiles {
    private final TreeMap<Integer, Optional<DmaBuf>> files = new TreeMap<>();

    public void put(int fd, DmaBuf buffer) {
        files.put(fd, Optional.of(buffer));
    }

    /** A file that is no dma-buf. */
    public void putOther(int fd) {
        files.put(fd, Optional.empty());
    }

    boolean isOpen(int fd) {
        return files.containsKey(fd);
    }

    Optional<DmaBuf> buffer(int fd) {
        return files.getOrDefault(fd, Optional.empty());
    }
}
