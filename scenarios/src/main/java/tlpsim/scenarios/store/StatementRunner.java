package tlpsim.scenarios.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Statements of one connection, prepared once each; every failure names the file. One thread. */
final class StatementRunner implements AutoCloseable {
    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>();

    /** Fills the place holders of a statement. */
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads what a query gave. */
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Work of one transaction. */
    interface Work {
        void run() throws SQLException;
    }

    StatementRunner(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** Everything or nothing. */
    void inTransaction(Work work) {
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failure) {
            rollBack(failure);
            throw new StoreException(file, failure);
        } catch (RuntimeException failure) {
            rollBack(failure);
            throw failure;
        }
    }

    /** After some failures SQLite has rolled back on its own and says so; the first failure is the one to report. */
    private void rollBack(Exception first) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            first.addSuppressed(second);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException second) {
            first.addSuppressed(second);
        }
    }

    int execute(String sql, Binder binder) throws SQLException {
        PreparedStatement statement = statement(sql);
        statement.clearParameters();
        binder.bind(statement);
        return statement.executeUpdate();
    }

    <T> T query(String sql, Binder binder, Reader<T> reader) {
        try {
            PreparedStatement statement = statement(sql);
            statement.clearParameters();
            binder.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException failure) {
            throw new StoreException(file, failure);
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException failure) {
            throw new StoreException(file, failure);
        }
    }
}
