package tlpsim.scenarios.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * A file of results. A run is written in one transaction, or not at all. Several processes may read and write at once: one waits for the other. One thread at
 * a time.
 */
public final class ResultStore implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MS = 60_000;

    private final Path file;
    private final StatementRunner statements;
    private final RunRows rows;

    private ResultStore(Path file, StatementRunner statements) {
        this.file = file;
        this.statements = statements;
        rows = new RunRows(statements);
    }

    /** A study and how far it is. */
    public record Study(String name, int points, int done, int failed) {}

    /**
     * Opens a file, and makes it where there is none.
     *
     * @throws StoreException also for a file that is no store, or one of a later version
     */
    public static ResultStore open(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new StoreException(file, "there is no directory " + directory);
        }
        return open(file, false);
    }

    /** To read only, where it cannot be written. @throws StoreException also where there is no such file */
    public static ResultStore openExisting(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new StoreException(file, "there is no such results store");
        }
        // A store that a killed process left is put in order by whoever opens it first, if allowed to write.
        return open(
                file,
                !Files.isWritable(file)
                        || !Files.isWritable(file.toAbsolutePath().getParent()));
    }

    private static ResultStore open(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A rollback journal, not a write-ahead log: the store stays one file, which can be copied at any moment
        // between writes and lies on any file system.
        config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setReadOnly(readOnly);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
            StatementRunner statements = new StatementRunner(file, connection);
            try {
                prepare(file, connection, statements, readOnly);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
            return new ResultStore(file, statements);
        } catch (SQLException failure) {
            throw new StoreException(file, failure);
        }
    }

    private static void prepare(Path file, Connection connection, StatementRunner statements, boolean readOnly)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "SELECT count(*) FROM sqlite_master") == 0 && !readOnly) {
                statements.inTransaction(() -> create(statement));
            }
            if (number(statement, "PRAGMA application_id") != StoreSchema.APPLICATION_ID) {
                throw new StoreException(file, "this is a database, but not a results store");
            }
            int version = number(statement, "PRAGMA user_version");
            if (version > StoreSchema.VERSION) {
                throw new StoreException(
                        file,
                        "this store was written by a later version of tlpsim (schema " + version + ", known: "
                                + StoreSchema.VERSION + ")");
            }
        }
    }

    /** Under the lock: another process may have made the tables meanwhile. */
    private static void create(Statement statement) throws SQLException {
        if (number(statement, "SELECT count(*) FROM sqlite_master") > 0) {
            return;
        }
        for (String table : StoreSchema.TABLES) {
            statement.execute(table);
        }
        statement.execute("PRAGMA application_id = " + StoreSchema.APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + StoreSchema.VERSION);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    public Path file() {
        return file;
    }

    /** What is known of a run. */
    public RunStatus status(String runId) {
        return statements.query(
                "SELECT status FROM runs WHERE run_id = ?",
                statement -> statement.setString(1, runId),
                result -> !result.next()
                        ? RunStatus.ABSENT
                        : result.getString(1).equals("done") ? RunStatus.DONE : RunStatus.FAILED);
    }

    /**
     * Writes a run. One that is there stays, unless it failed; so the same run may be written as often as anybody likes.
     *
     * @throws StoreException also where the run is there with another digest, which means that simulations are not deterministic
     */
    public void put(StoredRun run) {
        statements.inTransaction(() -> {
            Optional<String> digest = digest(run.runId());
            if (digest.isPresent()) {
                String given = run.simulated().map(StoredRun.Simulated::digest).orElse(digest.get());
                if (!given.equals(digest.get())) {
                    throw new StoreException(
                            file,
                            "run " + run.runId() + " is here with digest " + digest.get() + " and came again with "
                                    + given + "; equal runs must give equal results");
                }
                return;
            }
            rows.replace(run);
        });
    }

    /** Of a run that is done. */
    private Optional<String> digest(String runId) {
        return statements.query(
                "SELECT digest FROM runs WHERE run_id = ? AND status = 'done'",
                statement -> statement.setString(1, runId),
                result -> result.next() ? Optional.of(result.getString(1)) : Optional.empty());
    }

    /** Adds points, whose runs may come later. One that is there keeps the lower position and gets the run that is named now. */
    public void putPoints(List<StoredPoint> points) {
        statements.inTransaction(() -> {
            for (StoredPoint point : points) {
                putPoint(point);
            }
        });
    }

    private void putPoint(StoredPoint point) throws SQLException {
        statements.execute(
                "INSERT INTO points VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                        + " position = min(position, excluded.position), run_id = excluded.run_id",
                statement -> {
                    statement.setString(1, point.study());
                    statement.setString(2, point.pointId());
                    statement.setInt(3, point.position());
                    statement.setString(4, point.runId());
                });
        int position = 0;
        for (Map.Entry<String, String> parameter : point.parameters().entrySet()) {
            int at = position++;
            statements.execute("INSERT OR IGNORE INTO parameters VALUES (?, ?, ?, ?, ?)", statement -> {
                statement.setString(1, point.study());
                statement.setString(2, point.pointId());
                statement.setInt(3, at);
                statement.setString(4, parameter.getKey());
                statement.setString(5, parameter.getValue());
            });
        }
    }

    /** All studies, by name. */
    public List<Study> studies() {
        return statements.query(
                "SELECT study, count(*), sum(ifnull(status = 'done', 0)), sum(ifnull(status = 'failed', 0))"
                        + " FROM points LEFT JOIN runs USING (run_id) GROUP BY study ORDER BY study",
                statement -> {},
                result -> {
                    List<Study> found = new ArrayList<>();
                    while (result.next()) {
                        found.add(new Study(result.getString(1), result.getInt(2), result.getInt(3), result.getInt(4)));
                    }
                    return found;
                });
    }

    /** Points of a study, or of all where it is empty: by study, position and id. */
    public List<StoredPoint> points(String study) {
        List<StoredPoint> bare = statements.query(
                "SELECT study, point_id, position, run_id FROM points WHERE ? = '' OR study = ?"
                        + " ORDER BY study, position, point_id",
                statement -> {
                    statement.setString(1, study);
                    statement.setString(2, study);
                },
                result -> {
                    List<StoredPoint> found = new ArrayList<>();
                    while (result.next()) {
                        found.add(new StoredPoint(
                                result.getString(1),
                                result.getString(2),
                                result.getInt(3),
                                result.getString(4),
                                Map.of()));
                    }
                    return found;
                });
        return bare.stream()
                .map(point -> new StoredPoint(
                        point.study(), point.pointId(), point.position(), point.runId(), parameters(point)))
                .toList();
    }

    private Map<String, String> parameters(StoredPoint point) {
        return statements.query(
                "SELECT key, value FROM parameters WHERE study = ? AND point_id = ? ORDER BY position",
                statement -> {
                    statement.setString(1, point.study());
                    statement.setString(2, point.pointId());
                },
                result -> {
                    Map<String, String> found = new LinkedHashMap<>();
                    while (result.next()) {
                        found.put(result.getString(1), result.getString(2));
                    }
                    return found;
                });
    }

    /** A run with all that belongs to it. */
    public Optional<StoredRun> run(String runId) {
        return rows.read(runId);
    }

    /** Ids of all runs that begin so, in order. */
    public List<String> runIds(String prefix) {
        return statements.query(
                "SELECT run_id FROM runs WHERE substr(run_id, 1, length(?)) = ? ORDER BY run_id",
                statement -> {
                    statement.setString(1, prefix);
                    statement.setString(2, prefix);
                },
                result -> {
                    List<String> found = new ArrayList<>();
                    while (result.next()) {
                        found.add(result.getString(1));
                    }
                    return found;
                });
    }

    /** Wall time of a study's finished runs on average, in nanoseconds; 0 where there is none. */
    public long meanWallNanos(String study) {
        return statements.query(
                "SELECT ifnull(avg(wall_ns), 0) FROM runs WHERE status = 'done'"
                        + " AND run_id IN (SELECT run_id FROM points WHERE study = ?)",
                statement -> statement.setString(1, study),
                result -> result.next() ? (long) result.getDouble(1) : 0);
    }

    /** Metrics that runs of a study have, or of all studies where it is empty; by name. */
    public List<String> metrics(String study) {
        return statements.query(
                "SELECT DISTINCT metric FROM metrics WHERE run_id IN"
                        + " (SELECT run_id FROM points WHERE ? = '' OR study = ?) ORDER BY metric",
                statement -> {
                    statement.setString(1, study);
                    statement.setString(2, study);
                },
                result -> {
                    List<String> found = new ArrayList<>();
                    while (result.next()) {
                        found.add(result.getString(1));
                    }
                    return found;
                });
    }

    /** Takes over all points and runs of another store. */
    public void merge(ResultStore other) {
        putPoints(other.points(""));
        for (String runId : other.runIds("")) {
            other.run(runId).ifPresent(this::put);
        }
    }

    @Override
    public void close() {
        statements.close();
    }
}
