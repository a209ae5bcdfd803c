package tlpsim.scenarios.store;

import java.nio.file.Path;
import java.sql.SQLException;

/** The store could not be read or written; what was committed before is still there. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int PRIMARY_CODE = 0xFF;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_IOERR = 10;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    StoreException(Path file, SQLException cause) {
        super(file + ": " + words(cause), cause);
    }

    StoreException(Path file, String message) {
        super(file + ": " + message);
    }

    private static String words(SQLException cause) {
        return switch (cause.getErrorCode() & PRIMARY_CODE) {
            case SQLITE_FULL -> "the disk is full; every run that was finished before is kept";
            case SQLITE_IOERR ->
                "the file cannot be read or written (full disk, quota, size limit, or a fault of the device); every run that was finished before is kept";
            case SQLITE_BUSY -> "another process has held the store for more than a minute";
            case SQLITE_READONLY -> "the file, or its directory, cannot be written";
            case SQLITE_CANTOPEN -> "the file cannot be opened; its directory has to exist and to be writable";
            case SQLITE_CORRUPT -> "the file is damaged; 'sqlite3 FILE .recover' saves what can be read";
            case SQLITE_NOTADB -> "this is no results store";
            default -> String.valueOf(cause.getMessage()).replace('\n', ' ');
        };
    }
}
