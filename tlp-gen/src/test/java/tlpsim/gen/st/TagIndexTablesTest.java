package tlpsim.gen.st;

import org.junit.jupiter.api.Nested;

/** The contract for each shared table. */
class TagIndexTablesTest {
    @Nested
    class LinearScan extends TagIndexTableContract {
        @Override
        protected TagIndexTable table(int entries) {
            return new LinearScanTagTable(TphFixture.openGate(), entries);
        }
    }

    @Nested
    class OpenAddressedHash extends TagIndexTableContract {
        @Override
        protected TagIndexTable table(int entries) {
            return new HashTagTable(TphFixture.openGate(), entries);
        }
    }
}
