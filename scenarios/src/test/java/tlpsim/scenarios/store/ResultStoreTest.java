package tlpsim.scenarios.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a store, in one process. */
class ResultStoreTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("results.db");
    }

    private static void assertSame(StoredRun found, StoredRun given) {
        assertThat(new String(RunBytes.write(found), StandardCharsets.UTF_8))
                .isEqualTo(new String(RunBytes.write(given), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenIsReadAgainInTheSameAndInALaterProcess() {
        StoredRun run = StoredRuns.done("aa01", 5);
        try (ResultStore store = ResultStore.open(file())) {
            store.put(run);
            assertSame(store.run("aa01").orElseThrow(), run);
        }
        try (ResultStore store = ResultStore.openExisting(file())) {
            assertSame(store.run("aa01").orElseThrow(), run);
            assertThat(store.run("aa02")).isEmpty();
            assertThat(store.runIds("aa")).containsExactly("aa01");
            assertThat(store.runIds("b")).isEmpty();
        }
    }

    @Test
    void aRunWrittenAgainChangesNothingAndAnotherDigestIsRefused() {
        try (ResultStore store = ResultStore.open(file())) {
            store.put(StoredRuns.done("aa01", 5));
            store.put(StoredRuns.done("aa01", 5));
            store.put(StoredRuns.failed("aa01", "late failure of another attempt"));

            assertThat(store.status("aa01")).isEqualTo(RunStatus.DONE);
            assertThatThrownBy(() -> store.put(StoredRuns.done("aa01", 6)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("digest 5")
                    .hasMessageContaining("equal runs must give equal results");
            assertSame(store.run("aa01").orElseThrow(), StoredRuns.done("aa01", 5));
        }
    }

    @Test
    void aRunThatFailedIsReplacedByOneThatIsDone() {
        try (ResultStore store = ResultStore.open(file())) {
            assertThat(store.status("aa01")).isEqualTo(RunStatus.ABSENT);
            store.put(StoredRuns.failed("aa01", "no memory"));
            assertThat(store.status("aa01")).isEqualTo(RunStatus.FAILED);
            assertThat(store.run("aa01").orElseThrow().failure()).contains("no memory");

            store.put(StoredRuns.done("aa01", 5));

            assertSame(store.run("aa01").orElseThrow(), StoredRuns.done("aa01", 5));
        }
    }

    @Test
    void pointsComeInTheOrderOfTheirDesignAndMayShareARun() {
        try (ResultStore store = ResultStore.open(file())) {
            store.putPoints(List.of(StoredRuns.point("b", 2, "aa01"), StoredRuns.point("b", 1, "aa01")));
            store.putPoints(List.of(StoredRuns.point("a", 9, "aa02"), StoredRuns.point("b", 2, "aa01")));
            store.put(StoredRuns.done("aa01", 1));
            store.put(StoredRuns.failed("aa02", "x"));

            assertThat(store.points(""))
                    .containsExactly(
                            StoredRuns.point("a", 9, "aa02"),
                            StoredRuns.point("b", 1, "aa01"),
                            StoredRuns.point("b", 2, "aa01"));
            assertThat(store.points("a")).hasSize(1);
            assertThat(store.studies())
                    .containsExactly(new ResultStore.Study("a", 1, 0, 1), new ResultStore.Study("b", 2, 2, 0));
            assertThat(store.meanWallNanos("b")).isEqualTo(1_000_000);
            assertThat(store.meanWallNanos("a")).isZero();
        }
    }

    @Test
    void mergedStoresHoldWhatOneStoreWouldHold() {
        Path other = directory.resolve("other.db");
        try (ResultStore one = ResultStore.open(file());
                ResultStore two = ResultStore.open(other)) {
            one.putPoints(List.of(StoredRuns.point("s", 0, "aa01"), StoredRuns.point("s", 2, "aa03")));
            one.put(StoredRuns.done("aa01", 1));
            one.put(StoredRuns.failed("aa03", "x"));
            two.putPoints(List.of(StoredRuns.point("s", 1, "aa02"), StoredRuns.point("s", 2, "aa03")));
            two.put(StoredRuns.done("aa02", 2));
            two.put(StoredRuns.done("aa03", 3));

            one.merge(two);
            one.merge(two);

            assertThat(one.points("s")).extracting(StoredPoint::position).containsExactly(0, 1, 2);
            assertThat(one.studies()).containsExactly(new ResultStore.Study("s", 3, 3, 0));
            assertSame(one.run("aa03").orElseThrow(), StoredRuns.done("aa03", 3));
        }
    }

    @Test
    void runsTravelAsBytes() {
        StoredRun done = StoredRuns.done("aa01", 5);
        StoredRun failed = StoredRuns.failed("aa02", "why");

        assertSame(RunBytes.read(RunBytes.write(done)), done);
        assertSame(RunBytes.read(RunBytes.write(failed)), failed);
        assertThat(RunBytes.read(RunBytes.write(done)).metrics().get(1).samples())
                .containsExactly(5, Double.NaN);
        assertThat(RunBytes.read(RunBytes.write(done)).histograms().get(0).encoded())
                .containsExactly(1, 2, 5);
        assertThat(RunBytes.read(RunBytes.write(done)).replicates()).isEqualTo(done.replicates());
        assertThat(RunBytes.read(RunBytes.write(done)).simulated()).isEqualTo(done.simulated());
        assertThatThrownBy(() -> RunBytes.read(new byte[] {'x'})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoStoreIsRefusedAndLeftAlone() throws IOException, SQLException {
        Path text =
                Files.writeString(directory.resolve("text"), "no database, however long this text may be\n".repeat(9));
        assertThatThrownBy(() -> ResultStore.open(text)).hasMessage(text + ": this is no results store");
        assertThat(text).content().startsWith("no database");

        Path foreign = directory.resolve("foreign.db");
        sql(foreign, "CREATE TABLE t (x)");
        assertThatThrownBy(() -> ResultStore.open(foreign)).hasMessageContaining("not a results store");

        ResultStore.open(file()).close();
        sql(file(), "PRAGMA user_version = 99");
        assertThatThrownBy(() -> ResultStore.openExisting(file())).hasMessageContaining("schema 99, known: 1");
        assertThatThrownBy(() -> ResultStore.openExisting(directory.resolve("none.db")))
                .hasMessageContaining("there is no such results store");
        assertThatThrownBy(() -> ResultStore.open(directory.resolve("no/where.db")))
                .hasMessageContaining("there is no directory");
    }

    @Test
    void anyToolThatReadsSqliteReadsTheTables() throws SQLException {
        try (ResultStore store = ResultStore.open(file())) {
            store.putPoints(List.of(StoredRuns.point("s", 0, "aa01")));
            store.put(StoredRuns.done("aa01", 5));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value, mean, json_extract(samples, '$[1]')"
                        + " FROM points JOIN parameters USING (study, point_id) JOIN metrics USING (run_id)"
                        + " WHERE \"column\" = 'as configured'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("0");
            assertThat(rows.getDouble(2)).isEqualTo(12.346);
            assertThat(rows.getDouble(3)).isEqualTo(12.6);
            assertThat(rows.next()).isFalse();
        }
    }

    private static void sql(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
