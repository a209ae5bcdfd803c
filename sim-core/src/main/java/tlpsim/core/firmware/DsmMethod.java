package tlpsim.core.firmware;

/** The _DSM method of a root port's host bridge: revision 7, function 0Fh, feature 0 (processor cache steering tag). */
public interface DsmMethod {
    /** Firmware without the method: every evaluation fails. */
    DsmMethod ABSENT = new DsmMethod() {
        @Override
        public boolean answers(int uid) {
            return false;
        }

        @Override
        public long evaluate(int uid) {
            throw new IllegalStateException("no _DSM to evaluate: uid=" + uid);
        }
    };

    /** Whether the evaluation for this ACPI processor UID succeeds. */
    boolean answers(int uid);

    /** Whether a tag is missing because its namespace has fewer tags than targets; false where that is not known. */
    default boolean exhausts(MemoryType type) {
        return false;
    }

    /** The 64-bit result, laid out as {@link tlpsim.core.tph.DsmResult} says; only where {@link #answers}. */
    long evaluate(int uid);
}
