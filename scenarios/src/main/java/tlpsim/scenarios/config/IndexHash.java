package tlpsim.scenarios.config;

/** How an address selects slice and set: plain bits, folded bits, or a hashed slice with plain set bits. */
public enum IndexHash {
    MODULO,
    XOR,
    SLICE
}
