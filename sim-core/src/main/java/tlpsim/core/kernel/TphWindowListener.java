package tlpsim.core.kernel;

/** Learns of the time in which a function may send no TPH because an entry of its table is being written. */
public interface TphWindowListener {
    /** For those who read Control instead. */
    TphWindowListener NONE = new TphWindowListener() {
        @Override
        public void begin(TphFunction function) {
            // Control says the same.
        }

        @Override
        public void end(TphFunction function, boolean enabled) {
            // Control says the same.
        }
    };

    /** Requester Enable has been cleared. */
    void begin(TphFunction function);

    /** Requester Enable has been set again, or, after an error, TPH has been disabled. */
    void end(TphFunction function, boolean enabled);
}
