package tlpsim.scenarios.store;

import java.util.List;

/** The tables of a store; docs/store.md describes them. */
final class StoreSchema {
    /** In {@code PRAGMA user_version}. */
    static final int VERSION = 1;
    /** In {@code PRAGMA application_id}: "tlps". */
    static final int APPLICATION_ID = 0x746C7073;

    static final List<String> TABLES =
            List.of("""
            CREATE TABLE environments (
              environment_id TEXT PRIMARY KEY,
              json TEXT NOT NULL
            ) WITHOUT ROWID""", """
            CREATE TABLE runs (
              run_id TEXT PRIMARY KEY,
              scenario TEXT NOT NULL,
              scenario_sha256 TEXT NOT NULL,
              scenario_text TEXT NOT NULL,
              tool TEXT NOT NULL,
              status TEXT NOT NULL CHECK (status IN ('done', 'failed')),
              failure TEXT,
              digest TEXT,
              seed INTEGER,
              steady INTEGER,
              answer TEXT,
              verdict TEXT,
              simulated TEXT,
              environment_id TEXT NOT NULL REFERENCES environments,
              wall_ns INTEGER NOT NULL,
              finished TEXT NOT NULL
            )""", """
            CREATE TABLE replicates (
              run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
              replicate INTEGER NOT NULL,
              name TEXT NOT NULL,
              seed INTEGER NOT NULL,
              PRIMARY KEY (run_id, replicate)
            ) WITHOUT ROWID""", """
            CREATE TABLE metrics (
              run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
              "column" TEXT NOT NULL,
              metric TEXT NOT NULL,
              unit TEXT NOT NULL,
              decimals INTEGER NOT NULL,
              mean REAL NOT NULL,
              half_width_95 REAL,
              replicates INTEGER NOT NULL,
              samples TEXT NOT NULL,
              PRIMARY KEY (run_id, "column", metric)
            ) WITHOUT ROWID""", """
            CREATE TABLE histograms (
              run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
              "column" TEXT NOT NULL,
              name TEXT NOT NULL,
              encoded BLOB NOT NULL,
              PRIMARY KEY (run_id, "column", name)
            ) WITHOUT ROWID""", """
            CREATE TABLE points (
              study TEXT NOT NULL,
              point_id TEXT NOT NULL,
              position INTEGER NOT NULL,
              run_id TEXT NOT NULL,
              PRIMARY KEY (study, point_id)
            ) WITHOUT ROWID""", """
            CREATE TABLE parameters (
              study TEXT NOT NULL,
              point_id TEXT NOT NULL,
              position INTEGER NOT NULL,
              key TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (study, point_id, key),
              FOREIGN KEY (study, point_id) REFERENCES points ON DELETE CASCADE
            ) WITHOUT ROWID""", "CREATE INDEX points_by_run ON points (run_id)");

    private StoreSchema() {}
}
