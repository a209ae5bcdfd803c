package tlpsim.scenarios.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A run as rows of the tables. */
final class RunRows {
    private final StatementRunner statements;

    RunRows(StatementRunner statements) {
        this.statements = statements;
    }

    /** Within a transaction. */
    void replace(StoredRun run) throws SQLException {
        statements.execute("DELETE FROM runs WHERE run_id = ?", statement -> statement.setString(1, run.runId()));
        String environmentId = hash(run.environment());
        statements.execute("INSERT OR IGNORE INTO environments VALUES (?, ?)", statement -> {
            statement.setString(1, environmentId);
            statement.setString(2, run.environment());
        });
        statements.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                statement -> bindRun(statement, run, environmentId));
        insertReplicates(run);
        for (StoredMetric metric : run.metrics()) {
            statements.execute(
                    "INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    statement -> bindMetric(statement, run.runId(), metric));
        }
        for (StoredHistogram histogram : run.histograms()) {
            statements.execute("INSERT INTO histograms VALUES (?, ?, ?, ?)", statement -> {
                statement.setString(1, run.runId());
                statement.setString(2, histogram.column());
                statement.setString(3, histogram.name());
                statement.setBytes(4, histogram.encoded());
            });
        }
    }

    private static void bindRun(PreparedStatement statement, StoredRun run, String environmentId) throws SQLException {
        statement.setString(1, run.runId());
        statement.setString(2, run.scenario());
        statement.setString(3, run.scenarioHash());
        statement.setString(4, run.text());
        statement.setString(5, run.tool());
        statement.setString(6, run.isDone() ? "done" : "failed");
        statement.setString(7, run.failure().orElse(null));
        statement.setString(8, run.simulated().map(StoredRun.Simulated::digest).orElse(null));
        statement.setObject(9, run.simulated().map(StoredRun.Simulated::seed).orElse(null));
        statement.setObject(
                10, run.simulated().map(simulated -> simulated.steady() ? 1 : 0).orElse(null));
        statement.setString(11, run.simulated().map(StoredRun.Simulated::answer).orElse(null));
        statement.setString(
                12, run.simulated().map(StoredRun.Simulated::sentence).orElse(null));
        statement.setString(13, run.simulated().map(StoredRun.Simulated::json).orElse(null));
        statement.setString(14, environmentId);
        statement.setLong(15, run.wallNanos());
        statement.setString(16, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void insertReplicates(StoredRun run) throws SQLException {
        for (int replicate = 0; replicate < run.replicates().size(); replicate++) {
            int number = replicate;
            StoredReplicate row = run.replicates().get(replicate);
            statements.execute("INSERT INTO replicates VALUES (?, ?, ?, ?)", statement -> {
                statement.setString(1, run.runId());
                statement.setInt(2, number);
                statement.setString(3, row.name());
                statement.setLong(4, row.seed());
            });
        }
    }

    private static void bindMetric(PreparedStatement statement, String runId, StoredMetric metric) throws SQLException {
        statement.setString(1, runId);
        statement.setString(2, metric.column());
        statement.setString(3, metric.metric());
        statement.setString(4, metric.unit());
        statement.setInt(5, metric.decimals());
        statement.setDouble(6, metric.mean());
        if (Double.isNaN(metric.halfWidth())) {
            statement.setNull(7, Types.REAL);
        } else {
            statement.setDouble(7, metric.halfWidth());
        }
        statement.setInt(8, metric.count());
        statement.setString(9, metric.samplesJson());
    }

    Optional<StoredRun> read(String runId) {
        return statements.query(
                "SELECT * FROM runs JOIN environments USING (environment_id) WHERE run_id = ?",
                statement -> statement.setString(1, runId),
                row -> row.next() ? Optional.of(run(runId, row)) : Optional.empty());
    }

    private StoredRun run(String runId, ResultSet row) throws SQLException {
        boolean done = row.getString("status").equals("done");
        Optional<StoredRun.Simulated> simulated = !done
                ? Optional.empty()
                : Optional.of(new StoredRun.Simulated(
                        row.getString("simulated"),
                        row.getString("digest"),
                        row.getLong("seed"),
                        row.getBoolean("steady"),
                        row.getString("answer"),
                        row.getString("verdict")));
        return new StoredRun(
                runId,
                row.getString("scenario"),
                row.getString("scenario_sha256"),
                row.getString("scenario_text"),
                row.getString("tool"),
                Optional.ofNullable(row.getString("failure")),
                simulated,
                replicates(runId),
                metrics(runId),
                histograms(runId),
                row.getString("json"),
                row.getLong("wall_ns"));
    }

    private List<StoredReplicate> replicates(String runId) {
        return statements.query(
                "SELECT name, seed FROM replicates WHERE run_id = ? ORDER BY replicate",
                statement -> statement.setString(1, runId),
                rows -> {
                    List<StoredReplicate> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new StoredReplicate(rows.getString(1), rows.getLong(2)));
                    }
                    return found;
                });
    }

    private List<StoredMetric> metrics(String runId) {
        return statements.query(
                "SELECT \"column\", metric, unit, decimals, mean, half_width_95, replicates, samples FROM metrics"
                        + " WHERE run_id = ? ORDER BY \"column\", metric",
                statement -> statement.setString(1, runId),
                rows -> {
                    List<StoredMetric> found = new ArrayList<>();
                    while (rows.next()) {
                        double given = rows.getDouble(6);
                        double halfWidth = rows.wasNull() ? Double.NaN : given;
                        found.add(new StoredMetric(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getInt(4),
                                rows.getDouble(5),
                                halfWidth,
                                rows.getInt(7),
                                StoredMetric.samples(rows.getString(8))));
                    }
                    return found;
                });
    }

    private List<StoredHistogram> histograms(String runId) {
        return statements.query(
                "SELECT \"column\", name, encoded FROM histograms WHERE run_id = ? ORDER BY \"column\", name",
                statement -> statement.setString(1, runId),
                rows -> {
                    List<StoredHistogram> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(new StoredHistogram(rows.getString(1), rows.getString(2), rows.getBytes(3)));
                    }
                    return found;
                });
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
